import type { Refusal } from '#lib/errors.ts'
import { on, socket } from '#lib/realtime/browser/client.ts'
import type { CommandData, EventPayload } from '#lib/realtime/contract.ts'
import type { Store } from '#lib/store.ts'
import type { Message } from '../schema.ts'
import type { Pending } from './outbox.ts'
import type { createReading } from './reading.ts'
import { begunAt, type Timeline } from './timeline.ts'
import type { createTypists } from './typing.ts'

/** The call of a room, which whoever watches the room is told with it. */
type RoomCall = CommandData<'room:watch'>['call']

/** Follows the call of a room; calls stand above conversations, and hand this down. Returns how to stop. */
export type FollowCall = (
  roomId: string,
  known: { get: () => RoomCall; set: (call: RoomCall) => void },
) => () => void

export type ConversationState = {
  timeline: Timeline
  pending: readonly Pending[]
  /** Until when (milliseconds since 1970) the server takes nothing more here, as it said last. */
  waitsUntil: number
  /** Joined the live stream and caught up. */
  live: boolean
  lost: boolean
  /** How the viewer's right to the room ended, once it has. */
  told: EventPayload<'room:removed'> | null
  online: ReadonlySet<string>
  typing: readonly string[]
  call: RoomCall
  lastReadSeq: number
  /** The first message that was unread when the viewer came. */
  dividerSeq: number | null
  loading: 'older' | 'newer' | 'page' | null
  /** Why a page of the history did not come. */
  failure: Refusal | 'changesTooFast' | null
}

type Hearing = Pick<Store<ConversationState>, 'get' | 'set'> & {
  hear: (message: Message) => void
  typists: ReturnType<typeof createTypists>
  reading: ReturnType<typeof createReading>
  followCall: FollowCall
}

/** Puts every live event of one room where it belongs. Returns how to stop. */
export const listen = (roomId: string, hearing: Hearing): (() => void) => {
  const { get, set, hear, typists, reading, followCall } = hearing
  const here =
    <P extends { roomId: string }>(hearIt: (payload: P) => void) =>
    (payload: P) => {
      if (payload.roomId === roomId) hearIt(payload)
    }
  const posted = (message: Message) => {
    typists.posted(message.author.id)
    hear(message)
  }
  const present = ({ online, offline }: EventPayload<'presence:changed'>) => {
    const now = new Set([...get().online, ...online])
    for (const id of offline) now.delete(id)
    set({ online: now })
  }
  const away = () => set({ live: false, typing: [] })

  socket().on('disconnect', away)
  const stops = [
    () => socket().off('disconnect', away),
    on('message:posted', here(posted)),
    on('message:changed', here(hear)),
    on(
      'typing:changed',
      here(({ userIds }) => typists.heard(userIds)),
    ),
    on(
      'read:changed',
      here(({ lastReadSeq }) => reading.heard(lastReadSeq)),
    ),
    on('presence:changed', here(present)),
    on('room:changed', ({ id, firstSeq }) => {
      if (id === roomId) set({ timeline: begunAt(get().timeline, firstSeq) })
    }),
    on(
      'room:removed',
      here((told) => set({ told })),
    ),
    followCall(roomId, { get: () => get().call, set: (call) => set({ call }) }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
