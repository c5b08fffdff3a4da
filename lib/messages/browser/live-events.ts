import { withoutParticipant, withParticipant } from '#lib/calls/browser/state/participants.ts'
import type { CallState } from '#lib/calls/schema.ts'
import type { Refusal } from '#lib/errors.ts'
import { on, socket } from '#lib/realtime/client.ts'
import type { EventPayload } from '#lib/realtime/contract.ts'
import type { Store } from '#lib/store.ts'
import type { Message } from '../schema.ts'
import type { Pending } from './outbox.ts'
import type { createReading } from './reading.ts'
import type { Timeline } from './timeline.ts'
import type { createTypists } from './typing.ts'

export type ConversationState = {
  timeline: Timeline
  pending: readonly Pending[]
  /** Joined the live stream and caught up. */
  live: boolean
  lost: boolean
  online: ReadonlySet<string>
  typing: readonly string[]
  call: CallState | null
  lastReadSeq: number
  /** The first message that was unread when the viewer came. */
  dividerSeq: number | null
  loading: 'older' | 'newer' | 'page' | null
  /** Why a page of history could not be loaded. */
  /** Why a page of the history did not come. */
  failure: Refusal | 'changesTooFast' | null
}

type Hearing = Pick<Store<ConversationState>, 'get' | 'set'> & {
  hear: (message: Message) => void
  typists: ReturnType<typeof createTypists>
  reading: ReturnType<typeof createReading>
}

/** Puts every live event of one room where it belongs. Returns how to stop. */
export const listen = (roomId: string, { get, set, hear, typists, reading }: Hearing): (() => void) => {
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
    on(
      'call:joined',
      here((one) => set({ call: withParticipant(get().call, one, Date.now()) })),
    ),
    on(
      'call:changed',
      here((one) => set({ call: withParticipant(get().call, one, Date.now()) })),
    ),
    on(
      'call:left',
      here((one) => set({ call: withoutParticipant(get().call, one.participantId) })),
    ),
    on(
      'call:locked',
      here(({ locked }) => {
        const { call } = get()
        if (call) set({ call: { ...call, locked } })
      }),
    ),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
