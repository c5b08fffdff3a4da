import type { profiles } from '#lib/db/schema.ts'
import { isoTime } from '#lib/iso-time.ts'
import type { About, Status } from '../schema.ts'

type Row = Omit<typeof profiles.$inferSelect, 'userId'>

/** null where there is none, and once its end has come: nobody has to take it away. */
export function presentStatus(
  row: Pick<Row, 'statusEmoji' | 'statusText' | 'statusUntil'>,
  now: number,
): Status | null {
  const { statusEmoji: emoji, statusText: text, statusUntil: until } = row
  if (text === null || (until !== null && until <= now)) return null
  return { emoji, text, until: until === null ? null : isoTime(until) }
}

/** Of whoever has no row: they told nothing. */
export const presentAbout = (row: Row | null | undefined, now: number): About => ({
  pronouns: row?.pronouns ?? null,
  timeZone: row?.timeZone ?? null,
  status: row ? presentStatus(row, now) : null,
})
