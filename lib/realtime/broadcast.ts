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
  const toPeople = (ids: string[]) => io.to(ids.map(channel.user))
  const activity = gatherActivity(
    members,
    online,
    (userIds, roomId, payload) =>
      toPeople(userIds).except(channel.room(roomId)).emit('room:activity', payload),
    { elapsed, failed },
  )

  /** What nobody hears is not encoded. Who is at other processes only these know. */
  const isHeard = (room: string) => several || io.of('/').adapter.rooms.has(room)

  // Who they are may have to be read, for one event and not for the next.
  const inOrder = keyedQueue()

  return (event, audience, payload) => {
    if ('elsewhere' in audience) return activity(payload as EventPayload<'room:activity'>, audience)
    const emit = (to: Pick<Io, 'emit'>) => {
      // The payload's type follows from the event's name; Socket.IO's
      // overloads cannot see that through a variable.
      ;(to.emit as (event: EventName, payload: unknown) => boolean)(event, payload)
    }
    if ('members' in audience)
      void inOrder(audience.members, async () => {
        const people = amongMembers(await members.of(audience.members), audience.among)
        // To nobody would be to everybody.
        if (people.length > 0) emit(toPeople(people))
      }).catch(failed)
    else if ('people' in audience) emit(toPeople(audience.people))
    else if ('watchers' in audience) {
      const room = channel.room(audience.watchers)
      if (isHeard(room)) emit(io.to(room))
    } else if ('call' in audience) emit(io.to([channel.room(audience.call), channel.call(audience.call)]))
    else if ('participant' in audience) emit(io.to(channel.participant(audience.participant)))
    else if ('everybody' in audience) emit(io)
    else emit(io.to(channel.session(audience.session)))
  }
}

const amongMembers = (members: ReadonlySet<string>, some: string[] | undefined): string[] =>
  some ? some.filter((id) => members.has(id)) : [...members]
