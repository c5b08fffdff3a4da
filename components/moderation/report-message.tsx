'use client'

import { useTranslations } from 'next-intl'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { formText } from '#components/ui/form-text.ts'
import { TextArea } from '#components/ui/text-area.tsx'
import { say } from '#components/ui/toast.ts'
import { useReply } from '#components/ui/use-reply.ts'
import { withWords } from '#components/words/with-words.tsx'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'
import type { Message } from '#lib/messages/schema.ts'
import moderation from '#lib/words/en/moderation.json' with { type: 'json' }

type Props = { message: Message | null; onDone: () => void }
const path = 'POST /rooms/{roomId}/messages/{messageId}/report'

/** Asks why a message is reported, and says who reads that. */
export default withWords({ moderation })(function ReportMessage({ message, onDone }: Props) {
  const t = useTranslations()
  const reply = useReply(({ id: messageId, roomId, reason }: Message & { reason: string }) =>
    replied(api(path, { params: { roomId, messageId }, body: { reason } })),
  )
  return (
    <Dialog
      open={message !== null}
      onOpenChange={(open) => !open && onDone()}
      title={t('moderation.report.title')}
      description={t('moderation.report.body')}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          const reason = formText(new FormData(event.currentTarget), 'reason')
          if (!message) return
          reply.run({ ...message, reason }, () => {
            say(t('moderation.report.done'))
            onDone()
          })
        }}
      >
        {reply.general && <Alert>{reply.general}</Alert>}
        <TextArea
          label={t('moderation.report.reason')}
          name="reason"
          required
          rows={3}
          maxLength={1_000}
          error={reply.issueOf('reason')}
        />
        <Button type="submit" look="primary" busy={reply.busy} className="self-end">
          {t('moderation.report.submit')}
        </Button>
      </form>
    </Dialog>
  )
})
