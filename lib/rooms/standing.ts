import { and, eq, isNull } from 'drizzle-orm'
import { users } from '#lib/accounts/columns.ts'
import type { Queries } from '#lib/db/open.ts'
import { memberships, rooms } from '#lib/db/schema.ts'
import { isThere } from './membership.ts'

/**
 * What somebody is in a room and in the installation, with the room: for what was opened in their name, and
 * holds while they may. Nothing of whoever is not in it or was deactivated. It asks for no rights.
 */
export async function standingOf(on: Queries, roomId: string, userId: string) {
  const { id, name, type, visibility, isActive } = rooms
  const [found] = await on
    .select({ is: users.role, role: memberships.role, room: { id, name, type, visibility, isActive } })
    .from(memberships)
    .innerJoin(users, and(eq(users.id, memberships.userId), isNull(users.deactivatedAt)))
    .innerJoin(rooms, and(eq(rooms.id, memberships.roomId), isThere))
    .where(and(eq(memberships.roomId, roomId), eq(memberships.userId, userId)))
  return found
}
