import type { Logger } from 'pino'
import type { Members } from '#lib/presence/members.ts'
import type { Online } from '#lib/presence/online.ts'
import { gatherActivity } from './activity.ts'
import { channel } from './channels.ts'
import type { EventName, EventPayload } from './contract.ts'
import { closeSockets, leaveChannels } from './disconnect.ts'
import type { Audience, Publish } from './publish.ts'
import type { Io } from './sockets.ts'

/** What changes in calls when a right does. */
type Rights = {
  passKnocksOn: (roomId: string) => Promise<void>
  endSeats: (roomId: string, people: string[] | 'all') => Promise<void>
  endSeatsOfSession: (sessionId: string) => Promise<void>
}

/** What remembers something that an event makes untrue. */
type Memories = { members: Members; online: Online; lookAgain: (userId: string) => void }

/** `publish`, over Socket.IO. One frame is encoded for each event, however many hear it. */
export function makePublish(
  io: Io,
  {
    members,
    online,
    lookAgain,
    log,
    now,
    rights,
  }: Memories & { log: Logger; now: () => number; rights: Rights },
): Publish {
  const failed = (error: unknown) => log.error({ err: error }, 'publishing failed')
  const toPeople = (ids: string[]) => io.to(ids.map(channel.user))
  const activity = gatherActivity(
    members,
    online,
    (userIds, roomId, payload) =>
      toPeople(userIds).except(channel.room(roomId)).emit('room:activity', payload),
    { now, failed },
  )

  const hangUp = (roomId: string, participantId: string) =>
    leaveChannels(
      io,
      [channel.participant(participantId)],
      [channel.call(roomId), channel.participant(participantId)],
    )

  function consequences<E extends EventName>(event: E, audience: Audience, payload: EventPayload<E>) {
    if (event === 'member:changed') {
      const { roomId, userId, change } = payload as EventPayload<'member:changed'>
      members.changed(roomId)
      if (change === 'role' && 'people' in audience) void rights.passKnocksOn(roomId).catch(failed)
      if (change === 'joined' && online.has(userId))
        io.to(channel.room(roomId)).emit('presence:changed', { roomId, online: [userId], offline: [] })
    }
    if (event === 'room:removed' && 'people' in audience) {
      const { roomId, reason } = payload as EventPayload<'room:removed'>
      members.changed(roomId)
      leaveChannels(io, audience.people.map(channel.user), [channel.room(roomId), channel.call(roomId)])
      if (reason !== 'deleted') void rights.endSeats(roomId, audience.people).catch(failed)
    }
    if (event === 'room:changed') {
      const room = payload as EventPayload<'room:changed'>
      if (!room.isActive || room.type === 'chat') void rights.endSeats(room.id, 'all').catch(failed)
    }
    if (event === 'profile:changed') lookAgain((payload as EventPayload<'profile:changed'>).id)
    if (event === 'call:left') {
      const { roomId, participantId } = payload as EventPayload<'call:left'>
      hangUp(roomId, participantId)
    }
    if ('participant' in audience) {
      const moderated =
        event === 'call:moderated' && (payload as EventPayload<'call:moderated'>).action === 'remove'
      if (event !== 'call:replaced' && !moderated) return
      hangUp((payload as EventPayload<'call:replaced'>).roomId, audience.participant)
    }
    if (event === 'session:ended' && 'session' in audience) {
      closeSockets(io, channel.session(audience.session))
      void rights.endSeatsOfSession(audience.session).catch(failed)
    }
  }

  return (event, audience, payload) => {
    if ('elsewhere' in audience) return activity(payload as EventPayload<'room:activity'>, audience)
    const emit = (to: ReturnType<Io['to']>) => {
      // The payload's type follows from the event's name; Socket.IO's overloads cannot see that through a variable.
      ;(to.emit as (event: EventName, payload: unknown) => boolean)(event, payload)
    }
    if ('members' in audience)
      void members.of(audience.members).then((ids) => emit(toPeople([...ids])), failed)
    else if ('people' in audience) emit(toPeople(audience.people))
    else if ('watchers' in audience) emit(io.to(channel.room(audience.watchers)))
    else if ('call' in audience) emit(io.to([channel.room(audience.call), channel.call(audience.call)]))
    else if ('participant' in audience) emit(io.to(channel.participant(audience.participant)))
    else emit(io.to(channel.session(audience.session)))
    consequences(event, audience, payload)
  }
}
