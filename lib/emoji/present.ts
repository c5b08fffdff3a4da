import type { Person } from '#lib/accounts/schema.ts'
import type { emoji } from '#lib/db/schema.ts'
import { isoTime } from '#lib/iso-time.ts'
import type { CustomEmoji } from './schema.ts'

type Row = Pick<typeof emoji.$inferSelect, 'id' | 'name' | 'createdAt'>

export const presentEmoji = ({ id, name, createdAt }: Row, addedBy: Person | null): CustomEmoji => ({
  id,
  name,
  url: `/api/v1/emoji/${id}`,
  addedBy,
  createdAt: isoTime(createdAt),
})
