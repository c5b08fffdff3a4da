import { and, eq, isNull } from 'drizzle-orm'
import { users } from '#lib/accounts/columns.ts'
import type { Queries } from '#lib/db/open.ts'
import { Refusal } from '#lib/errors.ts'
import { fold } from '#lib/fold.ts'
import { memberships } from '#lib/rooms/columns.ts'
import { mixesAlike } from '#lib/text/alike-scripts.ts'

/**
 * Refuses (`conflict`) a guest whom people of the room would take for one of theirs by the name alone: what
 * somebody said is under that, also when they have gone.
 */
export async function requireOwnName(on: Queries, roomId: string, name: string): Promise<void> {
  const looksLikeAnother = name.split(/\s/).some(mixesAlike)
  const [other] = await on
    .select({ id: users.id })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.roomId, roomId), isNull(users.guestOf), eq(users.nameFolded, fold(name))))
    .limit(1)
  if (looksLikeAnother || other) throw new Refusal('conflict', 'guests.othersName', {}, { at: 'name' })
}
