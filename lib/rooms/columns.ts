import { memberships as membershipsTable } from '#lib/db/schema.ts'
import { shown } from '#lib/db/shown.ts'

/** Who is what in which room, as statements of other domains may join it. */
export const memberships = shown(membershipsTable, 'roomId', 'userId', 'role')
