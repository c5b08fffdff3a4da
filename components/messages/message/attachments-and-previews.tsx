import { Attachments } from '#components/files/attachments.tsx'
import { Previews } from '#components/previews/previews.tsx'
import type { Message } from '#lib/messages/schema.ts'

/** What goes with a message: its files and the cards of its links. */
export function AttachmentsAndPreviews({ attachments, previews }: Pick<Message, 'attachments' | 'previews'>) {
  return (
    <>
      <Attachments files={attachments} />
      <Previews previews={previews} />
    </>
  )
}
