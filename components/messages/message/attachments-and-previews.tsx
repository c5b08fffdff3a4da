import { Attachments } from '#components/files/attachments.tsx'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { Previews } from '#components/previews/previews.tsx'
import type { Message } from '#lib/messages/schema.ts'

/** What goes with a message: its files and the cards of its links. */
export function AttachmentsAndPreviews({ attachments, previews }: Pick<Message, 'attachments' | 'previews'>) {
  const { showPicture } = useTalk()
  return (
    <>
      <Attachments files={attachments} onShow={showPicture} />
      <Previews previews={previews} />
    </>
  )
}
