import { and, eq, inArray } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { memberships, rooms } from '#lib/db/schema.ts'

/** Owners too, by their ids. */
export async function moderatorIds(on: Queries, roomId: string): Promise<string[]> {
  const found = await on
    .select({ id: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.roomId, roomId), inArray(memberships.role, ['owner', 'moderator'])))
  return found.map(({ id }) => id)
}

/** Who sees what links there are into a room: `all`, where every member may make one. */
export async function whoSeesLinks(on: Queries, roomId: string): Promise<'all' | string[]> {
  const [room] = await on.select({ visibility: rooms.visibility }).from(rooms).where(eq(rooms.id, roomId))
  return room?.visibility === 'public' ? 'all' : moderatorIds(on, roomId)
}
