import type { Subscribe } from '#lib/facts/bus.ts'
import type { Cluster } from '#lib/presence/cluster.ts'
import type { Members } from '#lib/presence/members.ts'
import type { Online } from '#lib/presence/online.ts'
import { channel } from './channels.ts'
import { closeSockets, hearLeaving, leaveChannels } from './disconnect.ts'
import type { Io } from './sockets.ts'

type Known = {
  cluster: Cluster
  members: Members
  online: Online
  /** Sockets forget who is behind them, and look again. */
  lookAgain: (userId: string) => void
}

/**
 * Whose right to a room has ended hears nothing more of it. Subscribed before the delivery: not even that
 * they left is told to them as to others.
 */
export function stopHearing(
  { on }: Subscribe,
  io: Io,
  { cluster, members }: Pick<Known, 'cluster' | 'members'>,
): void {
  hearLeaving(io, cluster)
  const leave = (roomId: string, people: string[]) => {
    members.changed(roomId)
    leaveChannels(io, cluster, people.map(channel.user), [channel.room(roomId), channel.call(roomId)])
  }
  on('membership.ended', ({ roomId, userId }) => leave(roomId, [userId]))
  on('room.deleted', ({ roomId, people }) => leave(roomId, people))
}

/**
 * What else a fact means for connections. Subscribed after the delivery:
 * whoever is disconnected is told why before.
 */
export function keepConnections(
  { on }: Subscribe,
  io: Io,
  { cluster, members, online, lookAgain }: Known,
): void {
  on('membership.started', ({ roomId, userId }) => {
    members.changed(roomId)
    if (online.has(userId))
      io.to(channel.room(roomId)).emit('presence:changed', { roomId, online: [userId], offline: [] })
  })
  on('profile.changed', ({ person }) => lookAgain(person.id))
  on('role.changed', ({ userId }) => lookAgain(userId))
  on('factor.missing', ({ userId }) => closeSockets(io, channel.user(userId)))
  on('session.ended', ({ sessionId }) => closeSockets(io, channel.session(sessionId)))

  // Who has left, was removed or sits elsewhere now can signal no more.
  on('participant.left', ({ roomId, participant }) => {
    const seat = channel.participant(participant.participantId)
    leaveChannels(io, cluster, [seat], [channel.call(roomId), seat])
  })
}
