'use client'

import { useMemo, useState } from 'react'
import { DeleteMessage } from '#components/messages/message/delete-message.tsx'
import { MessageMenu } from '#components/messages/message/message-menu.tsx'
import { ReactionPicker } from '#components/messages/reactions/reaction-picker.tsx'
import { lazily } from '#components/ui/lazily.tsx'
import { createMenuHandle } from '#components/ui/menu.tsx'
import { createPopoverHandle } from '#components/ui/popover.tsx'
import type { Message } from '#lib/messages/schema.ts'

/** Loaded when they are first opened. */
const Edits = lazily(() => import('#components/messages/message/edits.tsx'))
const WhoReacted = lazily(() => import('#components/messages/reactions/who-reacted.tsx'))

type Asked = { what: 'delete' | 'edits' | 'reactions'; message: Message }

/** One menu and one picker serve all messages of a list: hundreds of each would make a long room slow. */
const createHandles = () => ({ menu: createMenuHandle<Message>(), picker: createPopoverHandle<Message>() })
export type Handles = ReturnType<typeof createHandles>

/** What opens over a list of messages, and how its messages open it. */
export const useOverlays = () => {
  const [handles] = useState(createHandles)
  const [asked, setAsked] = useState<Asked | null>(null)
  const openers = useMemo(
    () => ({
      handles,
      askDelete: (message: Message) => setAsked({ what: 'delete', message }),
      showEdits: (message: Message) => setAsked({ what: 'edits', message }),
      showReactions: (message: Message) => setAsked({ what: 'reactions', message }),
    }),
    [handles],
  )
  return { openers, asked, done: () => setAsked(null) }
}

export function Overlays({ asked, done }: Pick<ReturnType<typeof useOverlays>, 'asked' | 'done'>) {
  const messageFor = (what: Asked['what']) => (asked?.what === what ? asked.message : null)
  return (
    <>
      <MessageMenu />
      <ReactionPicker />
      <DeleteMessage message={messageFor('delete')} onDone={done} />
      {messageFor('edits') && <Edits message={messageFor('edits')} onDone={done} />}
      {messageFor('reactions') && <WhoReacted message={messageFor('reactions')} onDone={done} />}
    </>
  )
}
