import { keyedQueue } from '#lib/keyed-queue.ts'
import type { Members } from '#lib/presence/members.ts'
import type { Online } from '#lib/presence/online.ts'
import { gatherActivity } from './activity.ts'
import type { Send } from './audience.ts'
import { channel } from './channels.ts'
import type { EventName, EventPayload } from './contract.ts'
import type { Io } from './sockets.ts'

type Surroundings = {
  members: Members
  online: Online
  elapsed: () => number
  /** There are other processes, with sockets of their own. */
  several: boolean
  failed: (error: unknown) => void
}

/** `Send`, over Socket.IO. One frame at most is encoded for each event, however many hear it. */
export function makeBroadcast(io: Io, { members, online, elapsed, several, failed }: Surroundings): Send {
  const activity = gatherActivity(
    members,
    online,
    (userIds, roomId, payload) =>
      io.to(userIds.map(channel.user)).except(channel.room(roomId)).emit('room:activity', payload),
    { elapsed, failed },
  )

  /** Whether somebody may be there: who is at other processes only these know. */
  const isHeard = (name: string) => several || io.of('/').adapter.rooms.has(name)

  // Who they are may have to be read, for one event and not for the next.
  const inOrder = keyedQueue()

  return (event, audience, payload) => {
    if ('elsewhere' in audience) return activity(payload as EventPayload<'room:activity'>, audience)
    const emit = (to: Pick<Io, 'emit'>) => {
      // The payload's type follows from the event's name; Socket.IO's
      // overloads cannot see that through a variable.
      ;(to.emit as (event: EventName, payload: unknown) => boolean)(event, payload)
    }
    /** What nobody hears is not encoded; and to no channel at all would be to everybody. */
    const tell = (channels: string[]) => {
      if (channels.some(isHeard)) emit(io.to(channels))
    }
    if ('members' in audience)
      void inOrder(audience.members, async () => {
        const people = amongMembers(await members.of(audience.members), audience.among)
        tell(people.map(channel.user))
      }).catch(failed)
    else if ('people' in audience) tell(audience.people.map(channel.user))
    else if ('watchers' in audience) tell([channel.room(audience.watchers)])
    else if ('call' in audience) tell([channel.room(audience.call), channel.call(audience.call)])
    else if ('participant' in audience) tell([channel.participant(audience.participant)])
    else if ('everybody' in audience) emit(io)
    else tell([channel.session(audience.session)])
  }
}

const amongMembers = (members: ReadonlySet<string>, some: string[] | undefined): string[] =>
  some ? some.filter((id) => members.has(id)) : [...members]
