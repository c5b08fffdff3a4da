import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useCallDoor } from '#components/messages/conversation/call-door.ts'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { useMyRooms } from '#components/rooms/my-rooms-context.tsx'
import { load } from '#lib/build/browser/load.ts'
import type { draftOf } from '#lib/messages/browser/drafts.ts'
import type { Answer } from './obey.ts'

/**
 * Sends what was written, or does what it says where it is a command. Which texts are commands is known once
 * one begins with "/"; while that cannot be known nothing is sent, and what was written stays.
 */
export const useCommand = (
  draft: ReturnType<typeof draftOf>,
  threadId: string | undefined,
  post: () => void,
) => {
  const t = useTranslations()
  const { conversation, room } = useTalk()
  const openCall = useCallDoor()
  const myRooms = useMyRooms()
  const [answer, setAnswer] = useState<Answer | null>(null)
  /** Files stay for the message that comes next. */
  const done = () => {
    setAnswer(null)
    draft.set({ text: '', people: [], replyTo: null })
  }
  const submit = async () => {
    if (!draft.get().text.startsWith('/')) return post()
    try {
      const { commandIn, escapedIn, obey } = await load(() => import('./obey.ts'))
      const { text, people, replyTo } = draft.get()
      const command = commandIn(text)
      if (command) {
        const newest = conversation
          .get()
          .timeline.messages.findLast((one) => !one.deletedAt && one.kind === 'text')
        const messageId = replyTo?.id ?? threadId ?? newest?.id
        // What is typed while it is done is the next message, and stays.
        const next = await obey(command, { t, room, messageId, openCall, changed: myRooms.put })
        if (next) setAnswer(next)
        else if (draft.get().text === text) done()
        else setAnswer(null)
        return
      }
      const escaped = escapedIn(text)
      const moved = escaped === null ? 0 : escaped.length - text.length
      if (escaped !== null)
        draft.set({ text: escaped, people: people.map((one) => ({ ...one, at: one.at + moved })) })
      post()
    } catch {
      setAnswer({ what: 'refused', why: t('messages.commands.notLoaded') })
    }
  }
  return { answer, submit, done, end: () => setAnswer(null) }
}
