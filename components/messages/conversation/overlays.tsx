'use client'

import { useMemo, useState } from 'react'
import { part } from '#components/parts/part.ts'
import { later } from '#components/ui/later.tsx'
import { lazily } from '#components/ui/lazily.tsx'
import { createOpening, useWanted } from '#components/ui/opening.ts'
import type { Message } from '#lib/messages/schema.ts'
import { useTalk } from './conversation-context.tsx'

const MessageMenu = later(part('MessageMenu'))
const ReactionPicker = later(part('ReactionPicker'))
const DeleteMessage = later(part('DeleteMessage'))
/** Loaded when they are first opened. */
const Edits = lazily(() => import('#components/messages/message/edits.tsx'))
const ForwardMessage = lazily(() => import('#components/messages/forward/forward-message.tsx'))
const SentPictures = lazily(() => import('#components/messages/message/sent-pictures.tsx'))
const WhoReacted = lazily(() => import('#components/messages/reactions/who-reacted.tsx'))

const RemindMe = lazily(() => import('#components/reminders/remind-me.tsx'))

type Asked = { what: 'delete' | 'remind' | 'edits' | 'reactions' | 'forward'; message: Message }

/** One menu and one picker serve all messages of a list: hundreds of each would make a long room slow. */
const createOpenings = () => ({
  menu: createOpening<Message>('menu'),
  picker: createOpening<Message>('dialog'),
})
export type Openings = ReturnType<typeof createOpenings>

/** What opens over a list of messages, and how its messages open it. */
export const useOverlays = () => {
  const [openings] = useState(createOpenings)
  const [asked, setAsked] = useState<Asked | null>(null)
  const [picture, showPicture] = useState<string | null>(null)
  const openers = useMemo(
    () => ({
      openings,
      askDelete: (message: Message) => setAsked({ what: 'delete', message }),
      askReminder: (message: Message) => setAsked({ what: 'remind', message }),
      showEdits: (message: Message) => setAsked({ what: 'edits', message }),
      showReactions: (message: Message) => setAsked({ what: 'reactions', message }),
      showPicture: (fileId: string) => showPicture(fileId),
      askForward: (message: Message) => setAsked({ what: 'forward', message }),
    }),
    [openings],
  )
  return { openers, asked, done: () => setAsked(null), picture, showPicture }
}

type Props = Omit<ReturnType<typeof useOverlays>, 'openers'> & {
  /** What the list holds. */
  messages: readonly Message[]
}

export function Overlays({ asked, done, picture, showPicture, messages }: Props) {
  const { openings } = useTalk()
  const messageFor = (what: Asked['what']) => (asked?.what === what ? asked.message : null)
  return (
    <>
      <MessageMenu wanted={useWanted(openings.menu)} />
      <ReactionPicker wanted={useWanted(openings.picker)} />
      <DeleteMessage wanted={messageFor('delete') !== null} message={messageFor('delete')} onDone={done} />
      {messageFor('remind') && <RemindMe messageId={messageFor('remind')?.id ?? null} onDone={done} />}
      {messageFor('edits') && <Edits message={messageFor('edits')} onDone={done} />}
      {messageFor('forward') && <ForwardMessage message={messageFor('forward')} onDone={done} />}
      {messageFor('reactions') && <WhoReacted message={messageFor('reactions')} onDone={done} />}
      {picture !== null && <SentPictures messages={messages} shown={picture} onShow={showPicture} />}
    </>
  )
}
