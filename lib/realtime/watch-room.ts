import { callIn } from '#lib/calls/lifecycle.ts'
import { holdsCalls } from '#lib/calls/policy.ts'
import { isUnchanged } from '#lib/db/open.ts'
import { Refusal } from '#lib/errors.ts'
import { keyedQueue } from '#lib/keyed-queue.ts'
import { catchUp, nothing } from '#lib/messages/changes.ts'
import { type JoinedRoom, requireMembership } from '#lib/rooms/membership.ts'
import { hasRead } from './backlog.ts'
import { channel } from './channels.ts'
import type { Door } from './command-context.ts'
import type { CommandData, CommandParsed } from './contract.ts'

/**
 * What one socket has missed is answered once it has read the answer
 * before, or it would all be held for it at once.
 */
const inLineOf = keyedQueue()

/**
 * Opens a room: the live stream first, then what changed before it. In the other order a
 * message between the two would be missed.
 */
export async function watchRoom(
  door: Door,
  { roomId, since }: CommandParsed<'room:watch'>,
): Promise<CommandData<'room:watch'>> {
  const { db, presence, socket, viewer } = door
  const stamp = await db.stamp()
  const seen = await requireMembership(db.read, viewer, roomId)
  await socket.join(channel.room(roomId))
  try {
    if (!socket.connected) throw new Refusal('unavailable', 'connectionGone')
    const { room, missed } =
      since === undefined ? await stateOf(door, seen, stamp) : await missedBy(door, roomId, since)
    return {
      ...missed,
      lastSeq: Math.max(room.lastSeq, ...missed.changes.map(({ seq }) => seq)),
      online: [...presence.online.among(await presence.members.of(roomId))],
      typing: presence.typing.of(roomId).filter((userId) => userId !== viewer.userId),
      call: holdsCalls(room) ? await callIn(db.read, roomId) : null,
    }
  } catch (error) {
    await socket.leave(channel.room(roomId))
    throw error
  }
}

/** What was seen before the live stream is still so unless something was written. */
async function stateOf({ db, viewer }: Door, seen: JoinedRoom, stamp: number | null) {
  const room = (await isUnchanged(db, stamp)) ? seen : await requireMembership(db.read, viewer, seen.id)
  return { room, missed: nothing(room) }
}

const missedBy = (door: Door, roomId: string, since: number) =>
  inLineOf(door.socket.id, async () => {
    await hasRead(door.socket, door.env.LIMIT_SOCKET_BUFFER_BYTES)
    return catchUp(door, roomId, since)
  })
