import { guestsEndedBefore } from '#lib/accounts/guests.ts'
import type { World } from '#lib/context.ts'

/** So long it may be asked where a guest came from, who was put out. */
const keptMs = 30 * 86_400_000
const atOnce = 100

/**
 * Deletes the accounts of guests whose visit ended long ago, as one deletes one's own: with their sessions,
 * pictures and all that is kept of them. What they said stays, under the name they gave.
 */
export async function forgetEnded(
  { change, db, now }: Pick<World, 'change' | 'db' | 'now'>,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const ended = await guestsEndedBefore(db.read, now() - keptMs, atOnce)
    if (ended.length === 0) return
    for (const userId of ended) {
      signal.throwIfAborted()
      await change(async (_, note) => note('account.deleted', { userId, messages: 'keep' }))
    }
  }
}
