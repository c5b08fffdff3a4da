'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent, useState } from 'react'
import { withCallWords } from '#components/calls/call-words.tsx'
import { useFullScreen } from '#components/calls/controls/use-full-screen.ts'
import { useDeviceNews } from '#components/calls/devices/use-device-news.ts'
import { Away } from '#components/calls/lobby/away.tsx'
import { Left } from '#components/calls/lobby/left.tsx'
import { Lobby } from '#components/calls/lobby/lobby.tsx'
import { useCall } from '#components/calls/use-call.ts'
import { cx } from '#components/ui/classes.ts'
import type { Person } from '#lib/accounts/schema.ts'
import { holdPage } from '#lib/build/browser/unsaved-work.ts'
import { createCall } from '#lib/calls/browser/call.ts'
import { ongoingCall } from '#lib/calls/browser/ongoing-call.ts'
import type { CallState } from '#lib/calls/schema.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { InCall } from './in-call.tsx'

type Props = {
  room: Room
  viewer: Person
  /** Undefined until the room has been heard of, and while the line is away. */
  call: CallState | null | undefined
  /** Whether somebody answers a ring: in at once, with the devices of the last call. */
  answers: boolean
  chatOpen: boolean
  onChat: () => void
  /** Puts the panel away; not to be had while in the call. */
  onClose: () => void
}

/**
 * The call of a video room. Once joined it goes on wherever else this tab
 * goes; before that it ends with this panel.
 */
function CallPanel({ room, viewer, call: known, answers, chatOpen, onChat, onClose }: Props) {
  const t = useTranslations()
  const [call] = useState(() => ongoingCall.of(room.id) ?? createCall(room, viewer.id))
  const { phase } = useCall(call)
  const { isFull } = useFullScreen()

  const answer = useEffectEvent(() => {
    if (answers) void call.join()
  })
  useEffect(() => {
    let isHere = true
    if (!ongoingCall.has(call)) void call.open().then(() => isHere && answer())
    const hide = ongoingCall.show(call)
    return () => {
      isHere = false
      hide()
      if (!ongoingCall.has(call)) call.close()
    }
  }, [call])
  useEffect(() => {
    if (phase === 'in') ongoingCall.set(room.id, call)
    else if (phase === 'lobby' || phase === 'left') ongoingCall.clear(call)
  }, [phase, room.id, call])
  const isOver = phase === 'left'
  useEffect(() => (isOver ? undefined : holdPage()), [isOver])
  useEffect(() => {
    // What is not known while the line is away may go on: whoever knocks waits.
    if (known !== undefined) call.seen(known)
  }, [call, known])
  useDeviceNews(call)

  return (
    <section
      aria-label={t('calls.title')}
      className={cx('corridor @container flex min-h-0 flex-1 flex-col', isFull && 'fixed inset-0 z-30')}
    >
      {(phase === 'lobby' || phase === 'joining') && (
        <Lobby call={call} isKnown={known !== undefined} room={room} viewer={viewer} onClose={onClose} />
      )}
      {phase === 'in' && <InCall call={call} room={room} chatOpen={chatOpen} onChat={onChat} />}
      {phase === 'away' && <Away call={call} />}
      {phase === 'left' && <Left call={call} onClose={onClose} />}
    </section>
  )
}

export default withCallWords(CallPanel)
