import { and, eq, sql } from 'drizzle-orm'
import { dialect } from '#lib/db/dialect.ts'
import type { Queries } from '#lib/db/open.ts'
import { rooms } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'
import { isThere, type RoomRow } from './membership.ts'

/** Only open public rooms: nobody else has to tell a private room, or an archived one, from others. */
export const takesName = ({ visibility, isActive }: Pick<RoomRow, 'visibility' | 'isActive'>) =>
  visibility === 'public' && isActive

const held = (nameFolded: string) =>
  sql`pg_advisory_xact_lock(hashtextextended(${`rooms.name ${nameFolded}`}, 0))`

/**
 * Refuses the name of a public room there is, however it is written. Rooms of one name from before this rule
 * stay, so no index can say it: whoever takes a name waits for whoever takes the same.
 */
export async function requireFreeName(tx: Queries, nameFolded: string): Promise<void> {
  if (dialect === 'postgres') await tx.select({ held: held(nameFolded) }).from(sql`(select 1) as one`)
  const [taken] = await tx
    .select({ id: rooms.id })
    .from(rooms)
    .where(
      and(
        isThere,
        eq(rooms.visibility, 'public'),
        eq(rooms.isActive, true),
        eq(rooms.nameFolded, nameFolded),
      ),
    )
    .limit(1)
  if (taken) throw new Refusal('conflict', 'rooms.nameTaken', {}, { at: 'name' })
}
