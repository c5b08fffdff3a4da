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
    const code = await load(() => import('./obey.ts')).catch(() => null)
    if (!code) return setAnswer({ what: 'refused', why: 'notLoaded' })
    const { text, people, replyTo } = draft.get()
    const command = code.commandIn(text)
    if (command) {
      const newest = conversation
        .get()
        .timeline.messages.findLast((one) => !one.deletedAt && one.kind === 'text')
      const messageId = replyTo?.id ?? threadId ?? newest?.id
      const next = await code.obey(command, { room, messageId, openCall, changed: myRooms.put })
      // What is typed while it is done is the next message, and stays.
      if (next || draft.get().text !== text) return setAnswer(next)
      return done()
    }
    const escaped = code.escapedIn(text)
    const moved = escaped === null ? 0 : escaped.length - text.length
    if (escaped !== null)
      draft.set({ text: escaped, people: people.map((one) => ({ ...one, at: one.at + moved })) })
    post()
  }
  return { answer, submit, done, end: () => setAnswer(null) }
}
