'use client'

import Lightbox from '#components/files/lightbox.tsx'
import { useConversation, useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { useTimes } from '#components/messages/list/use-times.ts'
import { personOf } from '#lib/accounts/person.ts'
import { shownAs } from '#lib/files/policy.ts'
import type { Message } from '#lib/messages/schema.ts'

type Props = { messages: readonly Message[]; shown: string; onShow: (fileId: string | null) => void }

/** The pictures of a conversation as far as it is loaded, also of what is still on its way. */
export default function SentPictures({ messages, shown, onShow }: Props) {
  const { conversation, viewer, nameOf } = useTalk()
  const times = useTimes()
  const { pending } = useConversation(conversation)
  const onTheirWay = pending.map((one) => ({ ...one, author: personOf(viewer) }))
  const pictures = [...messages, ...onTheirWay].flatMap(({ author, createdAt, attachments }) =>
    attachments
      .filter((file) => shownAs(file) === 'picture')
      .map((file) => ({
        file,
        by: nameOf(author.id) ?? author.name,
        when: times.dayAndClock(createdAt),
      })),
  )
  return <Lightbox pictures={pictures} shown={shown} onShow={onShow} />
}
