'use client'

import { useState } from 'react'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { say } from '#components/ui/toast.tsx'
import { asRefusal } from '#lib/errors.ts'
import type { Message } from '#lib/messages/schema.ts'

/** Asks before a message goes. It leaves a mark in its place for everybody. */
export function DeleteMessage({ message, onDone }: { message: Message | null; onDone: () => void }) {
  const { conversation } = useTalk()
  const [busy, setBusy] = useState(false)
  const remove = async () => {
    if (!message) return
    setBusy(true)
    await conversation.remove(message.id).catch((error: unknown) => say(asRefusal(error).message))
    setBusy(false)
    onDone()
  }
  return (
    <ConfirmDialog
      open={message !== null}
      onOpenChange={(open) => !open && onDone()}
      danger
      busy={busy}
      title="Delete this message?"
      body="Its text is removed for everybody in the room. This cannot be undone."
      confirm="Delete message"
      onConfirm={() => void remove()}
    />
  )
}
