'use client'

import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import type { Message } from '#lib/messages/schema.ts'
import { TextEditor } from './text-editor.tsx'

/** Changes an own message in its place. Saving nothing offers to delete it, unless files are left. */
export function MessageEditor({ message, onDone }: { message: Message; onDone: () => void }) {
  const { conversation, askDelete } = useTalk()
  return (
    <TextEditor
      content={message.content}
      before={message.mentions}
      onSave={(content) => conversation.edit(message.id, content)}
      {...(message.attachments.length === 0 && { onEmpty: () => askDelete(message) })}
      onDone={onDone}
    />
  )
}
