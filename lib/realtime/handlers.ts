import { admit, knock } from '#lib/calls/knocks.ts'
import { lineLost } from '#lib/calls/lines.ts'
import { lockCall } from '#lib/calls/locking.ts'
import * as calls from '#lib/calls/operations.ts'
import { decline, ring } from '#lib/calls/ringing.ts'
import { type Hearing, joinCall, resumeCall } from '#lib/calls/seating.ts'
import { notFound } from '#lib/errors.ts'
import * as messages from '#lib/messages/operations.ts'
import { post } from '#lib/messages/post.ts'
import { requireWritable } from '#lib/rooms/membership.ts'
import { markRead } from '#lib/rooms/reading.ts'
import { channel } from './channels.ts'
import type { Door } from './command-context.ts'
import type { CommandData, CommandName, CommandParsed } from './contract.ts'
import { watchRoom } from './watch-room.ts'

type Handlers = {
  [C in CommandName]: (door: Door, input: CommandParsed<C>) => Promise<CommandData<C>>
}

/** The socket's door to the rules: each command calls one operation, and joins the channels it earns. */
export const handlers: Handlers = {
  'room:watch': watchRoom,
  'room:unwatch': async ({ socket }, { roomId }) => {
    await socket.leave(channel.room(roomId))
    return {}
  },

  'message:post': async (door, { roomId, ...message }) => {
    const { message: stored } = await post(door, roomId, message)
    return { message: stored }
  },
  'message:edit': async (door, { messageId, content }) => ({
    message: await messages.edit(door, { messageId }, content),
  }),
  'message:delete': async (door, { messageId, reason }) => ({
    message: await messages.remove(door, { messageId }, reason),
  }),
  'reaction:set': async (door, { messageId, emoji, on }) => ({
    message: await messages.react(door, { messageId }, emoji, on),
  }),
  'read:mark': (door, { roomId, ...mark }) => markRead(door, roomId, mark),
  'typing:set': async ({ db, now, presence, viewer }, { roomId, typing }) => {
    await requireWritable(db.read, viewer, roomId, now())
    presence.typing.set(roomId, viewer.userId, typing)
    return {}
  },

  'call:join': (door, input) => joinCall(door, input, lineOf(door), hearingOf(door)),
  'call:resume': (door, input) => resumeCall(door, input, lineOf(door), hearingOf(door)),
  'call:leave': async (door, { roomId }) => {
    const { seats } = door.socket.data
    if (seats.has(roomId)) await calls.leaveCall(door, seatOf(door, roomId))
    seats.delete(roomId)
    return {}
  },
  'call:signal': async (door, { roomId, to, ...signal }) => {
    await calls.relay(door, seatOf(door, roomId), to, signal)
    return {}
  },
  'call:update': async (door, { roomId, ...change }) => {
    await calls.updateParticipant(door, seatOf(door, roomId), change)
    return {}
  },
  'call:moderate': async (door, { roomId, participantId, action }) => {
    await calls.moderate(door, { roomId, participantId }, action)
    return {}
  },
  'call:lock': (door, { roomId, locked }) => done(lockCall(door, roomId, locked)),
  'call:knock': async (door, { roomId, knock: asks }) => {
    const { knocks } = door.socket.data
    if (!asks) knocks.delete(roomId)
    await knock(door, roomId, asks)
    if (asks) knocks.add(roomId)
    return {}
  },
  'call:admit': async (door, input) =>
    done(admit(door, seatOf(door, input.roomId), input.userId, input.admit)),
  'call:ring': async (door, { roomId }) => done(ring(door, seatOf(door, roomId))),
  'call:decline': (door, { roomId }) => done(decline(door, roomId)),
  'call:react': async (door, { roomId, emoji }) => done(calls.react(door, seatOf(door, roomId), emoji)),
}

async function done(work: Promise<void>) {
  await work
  return {}
}

const lineOf = ({ presence, socket }: Door) => ({ node: presence.node, socketId: socket.id })

/** The sender of a signal is whoever sits on this socket: a client never says who it is. */
function seatOf({ socket }: Door, roomId: string) {
  const participantId = socket.data.seats.get(roomId)
  if (participantId === undefined) throw notFound('call')
  return { roomId, participantId, socketId: socket.id }
}

/** The channels of a seat are joined at once; what is awaited is that the other processes know. */
function hearingOf(door: Door): Hearing {
  const { socket } = door
  const end = async (roomId: string, participantId: string) => {
    const seat = channel.participant(participantId)
    const own = socket.data.seats.get(roomId) === participantId
    if (own) socket.data.seats.delete(roomId)
    await Promise.all([socket.leave(seat), own && socket.leave(channel.call(roomId))])
  }
  return {
    begin: async (roomId, participantId) => {
      const before = socket.data.seats.get(roomId)
      socket.data.seats.set(roomId, participantId)
      // The same seat taken from a copied tab: the older one is told, and hears no more.
      const seat = channel.participant(participantId)
      const others = socket.nsp.in(seat).except(socket.id)
      others.emit('call:replaced', { roomId })
      // Here at once, and everywhere when Redis has passed it on (disconnect.ts).
      for (const older of [socket.nsp.local.in(seat).except(socket.id), others])
        older.socketsLeave([seat, channel.call(roomId)])
      await Promise.all([
        socket.join([seat, channel.call(roomId)]),
        // A seat before this one on the same line: its end must not take the line from the call.
        before !== undefined && before !== participantId && socket.leave(channel.participant(before)),
      ])
      if (socket.connected) return
      // Gone while the seat was on its way: when the disconnect was heard, there was no seat to note as lost.
      await end(roomId, participantId)
      await lineLost(door, socket.id)
    },
    end,
  }
}
