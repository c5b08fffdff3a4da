import { z } from 'zod'
import { forgetAccount } from './accounts/forget.ts'
import { forgetInCalls } from './calls/forget.ts'
import type { World } from './context.ts'
import type { Queries } from './db/open.ts'
import { forgetIdentities } from './elsewhere/forget.ts'
import type { Subscribe } from './facts/bus.ts'
import { forgetFiles } from './files/forget.ts'
import { forgetGivenUp } from './jobs/forget.ts'
import { jobKind } from './jobs/kind.ts'
import { forgetInMessages } from './messages/forget.ts'
import { forgetReported } from './moderation/forget.ts'
import { forgetArchive } from './own-data/forget.ts'
import { forgetPreviews } from './previews/forget.ts'
import { forgetReminders } from './reminders/forget.ts'
import { forgetInRooms } from './rooms/forget.ts'
import { forgetSaved } from './saved/forget.ts'
import { forgetScheduled } from './scheduled/forget.ts'

/** Lets go of what a domain keeps of a person and nobody else needs. It locks no room. */
type Forget = (tx: Queries, userId: string, at: number) => Promise<void>

/**
 * Of whom the account is deleted. The account itself comes last: whoever holds a room may wait for its row,
 * from the moment that its email changes.
 */
const forgets: Forget[] = [
  forgetIdentities,
  forgetInRooms,
  forgetFiles,
  forgetPreviews,
  forgetInMessages,
  forgetInCalls,
  forgetSaved,
  forgetReminders,
  forgetScheduled,
  forgetReported,
  forgetArchive,
  forgetGivenUp,
  forgetAccount,
]

/**
 * What they asked for a moment before may still be under way, and somebody else may just be taking them into
 * a room: what such a write left is looked for once more.
 */
const againMs = 60_000

export const forgetAgain = jobKind({
  name: 'forget.again',
  payload: z.object({ userId: z.string() }),
  run: ({ db, now }, { userId }) =>
    db.write(async (tx) => {
      // Of the account nothing comes back: what changes it holds it first.
      for (const forget of forgets) if (forget !== forgetAccount) await forget(tx, userId, now())
    }),
})

/** What is kept of somebody goes in the write that deletes their account; where that is much, by a job. */
export function forgetTheDeleted({ within }: Subscribe, { jobs, now }: Pick<World, 'jobs' | 'now'>): void {
  within('account.deleted', async (tx, { userId, messages }) => {
    for (const forget of forgets) await forget(tx, userId, now())
    await jobs.enqueue(tx, 'rooms.leaveAll', { userId })
    if (messages === 'remove') await jobs.enqueue(tx, 'messages.removeOf', { userId }, { key: userId })
    const again = { runAt: now() + againMs }
    await jobs.enqueue(tx, 'rooms.leaveAll', { userId }, again)
    await jobs.enqueue(tx, 'forget.again', { userId }, again)
    if (messages === 'remove') await jobs.enqueue(tx, 'messages.removeOf', { userId }, again)
  })
}
