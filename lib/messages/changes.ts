import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import type { Env } from '#lib/env.ts'
import { catchUpChanges } from '#lib/limits.ts'
import { type JoinedRoom, requireMembership } from '#lib/rooms/membership.ts'
import { type ShortMemo, shortMemo } from '#lib/short-memo.ts'
import { presentMessage } from './present.ts'
import { changedSince, unchangedUpTo } from './rows.ts'
import type { Changes } from './schema.ts'

/**
 * What changed in a room since a revision, for members, in turns by person. `reset` asks the caller to reload
 * the newest page: there were more than `catchUpChanges`, or they are more than half of what may wait for a
 * socket, or the revision is one this history never had.
 */
export const changesSince = async (context: Context, roomId: string, since: number): Promise<Changes> =>
  (await catchUp(context, roomId, since)).missed

/**
 * The same, and the room as of before: what changed since that reading may
 * be in it, and is counted in its revision.
 */
export async function catchUp(
  context: Context,
  roomId: string,
  since: number,
): Promise<{ room: JoinedRoom; missed: Changes }> {
  const { db, env, turns, viewer } = context
  const seen = await requireMembership(db.read, viewer, roomId)
  if (seen.revision <= since)
    return { room: seen, missed: { ...nothing(seen), reset: seen.revision < since } }
  if (seen.revision - since > catchUpChanges) return { room: seen, missed: startOver(seen) }
  return turns.catchingUp(viewer.userId, async () => {
    // Read anew: a right may have ended before the turn came.
    const room = await requireMembership(db.read, viewer, roomId)
    const { missed } = await lately(db.read)(`${roomId} ${since} ${room.revision} ${room.firstSeq}`, () =>
      read(db.read, env, room, since),
    )
    return { room, missed }
  })
}

/** Nothing missed as of a room's revision. */
export const nothing = ({ revision, firstSeq }: Pick<JoinedRoom, 'revision' | 'firstSeq'>): Changes => ({
  revision,
  changes: [],
  reset: false,
  firstSeq,
})

const startOver = (room: JoinedRoom): Changes => ({ ...nothing(room), reset: true })

type Weighed = { missed: Changes; bytes: number }

/**
 * The answer is the same for every member, so those who come back together
 * share one. By handle: one for each database.
 */
const memories = new WeakMap<Queries, ShortMemo<Weighed>>()
function lately(on: Queries): ShortMemo<Weighed> {
  const memory =
    memories.get(on) ??
    shortMemo<Weighed>({ forMs: 1_000, most: 200, mostBytes: 8_388_608, bytesOf: ({ bytes }) => bytes })
  memories.set(on, memory)
  return memory
}

async function read(on: Queries, env: Env, room: JoinedRoom, since: number): Promise<Weighed> {
  const above = unchangedUpTo(since, room)
  const rows = await changedSince(on).execute({ roomId: room.id, since, above, limit: catchUpChanges })
  const changes = rows.map(presentMessage)
  const bytes = Buffer.byteLength(JSON.stringify(changes))
  // A larger answer would close the line of whoever asks, each time they come back.
  if (bytes > env.LIMIT_SOCKET_BUFFER_BYTES / 2) return { missed: startOver(room), bytes: 0 }
  const revision = Math.max(room.revision, changes.at(-1)?.revision ?? 0)
  return { missed: { revision, changes, reset: false, firstSeq: room.firstSeq }, bytes }
}
