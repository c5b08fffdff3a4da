import type { Queries } from '#lib/db/open.ts'
import { profiles } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'
import type { Note } from '#lib/facts/facts.ts'
import type { AboutChange, Status } from '../schema.ts'
import { presentStatus } from './present.ts'

/**
 * Changes what somebody tells of themselves, in the write at hand: what is not named stays. Refuses a status
 * that has ended already.
 */
export async function changeAbout(
  tx: Queries,
  note: Note,
  userId: string,
  { pronouns, timeZone, status }: AboutChange,
  now: number,
): Promise<void> {
  const changed = {
    ...(pronouns !== undefined && { pronouns }),
    ...(timeZone !== undefined && { timeZone }),
    ...(status !== undefined && columnsOf(status, now)),
  }
  if (Object.keys(changed).length === 0) return
  await tx
    .insert(profiles)
    .values({ userId, ...changed })
    .onConflictDoUpdate({ target: profiles.userId, set: changed })
  if (status !== undefined)
    note('status.changed', { userId, status: status && presentStatus(columnsOf(status, now), now) })
}

function columnsOf(status: Status | null, now: number) {
  if (status === null) return { statusEmoji: null, statusText: null, statusUntil: null }
  const statusUntil = status.until === null ? null : Date.parse(status.until)
  if (statusUntil !== null && statusUntil <= now)
    throw new Refusal('invalid_input', 'accounts.statusOver', {}, { at: 'status.until' })
  return { statusEmoji: status.emoji, statusText: status.text, statusUntil }
}
