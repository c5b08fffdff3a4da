'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { RemoveMessage } from '#components/moderation/remove-message.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { say } from '#components/ui/toast.ts'
import { asRefusal } from '#lib/errors.ts'
import type { Message } from '#lib/messages/schema.ts'

/** Asks before a message goes. It leaves a mark in its place for everybody. */
export default function DeleteMessage({ message, onDone }: { message: Message | null; onDone: () => void }) {
  const t = useTranslations()
  const { conversation, viewer } = useTalk()
  const [busy, setBusy] = useState(false)
  const remove = async () => {
    if (!message) return
    setBusy(true)
    await conversation.remove(message.id).catch((error: unknown) => say(asRefusal(error)))
    setBusy(false)
    onDone()
  }
  if (message && message.author.id !== viewer.userId)
    return (
      <RemoveMessage open onDone={onDone} onRemove={(reason) => conversation.remove(message.id, reason)} />
    )
  return (
    <ConfirmDialog
      open={message !== null}
      onOpenChange={(open) => !open && onDone()}
      danger
      busy={busy}
      title={t('messages.delete.title')}
      body={t('messages.delete.body')}
      confirm={t('messages.delete.confirm')}
      onConfirm={() => void remove()}
    />
  )
}
