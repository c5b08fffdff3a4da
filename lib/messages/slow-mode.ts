import { and, desc, eq, sql } from 'drizzle-orm'
import type { Viewer } from '#lib/accounts/schema.ts'
import type { Queries } from '#lib/db/open.ts'
import { messages } from '#lib/db/schema.ts'
import { statement } from '#lib/db/statement.ts'
import { Refusal } from '#lib/errors.ts'
import { requireMembership } from '#lib/rooms/membership.ts'
import { mustWait } from '#lib/rooms/policy.ts'

/** The author's last words in a room, found by their index; a deleted message keeps its place there. */
const lastOf = statement((on) =>
  on
    .select({ at: messages.createdAt })
    .from(messages)
    .where(
      and(
        eq(messages.roomId, sql.placeholder('roomId')),
        eq(messages.authorId, sql.placeholder('authorId')),
        eq(messages.kind, 'text'),
      ),
    )
    .orderBy(desc(messages.seq))
    .limit(1)
    .prepare('message_last_of'),
)

/** By how much the clocks of several processes may differ. */
const skewMs = 5_000

/**
 * Refuses a member of a room in slow mode whose last message there is not old enough, with the rest of the
 * wait. What was said tells it, so it holds across processes, after a restart, and for who leaves and comes
 * back. The room's row must be locked: of two messages at once the second one has to see the first.
 */
export async function requirePause(
  tx: Queries,
  viewer: Viewer,
  { id, slowModeMs }: { id: string; slowModeMs: number },
  at: number,
): Promise<void> {
  const [last] = await lastOf(tx).execute({ roomId: id, authorId: viewer.userId })
  // What was said in time to come was said before the clock was set back, and would keep its author out as
  // long.
  const said = last && last.at <= at + skewMs ? last.at : Number.NEGATIVE_INFINITY
  const retryAfterMs = said + slowModeMs - at
  if (retryAfterMs <= 0 || !mustWait(await requireMembership(tx, viewer, id))) return
  const whole = Math.ceil(retryAfterMs / 1000)
  const rest = { minutes: Math.floor(whole / 60), seconds: whole % 60 }
  throw new Refusal('rate_limited', 'rooms.slowMode', rest, { retryAfterMs })
}
