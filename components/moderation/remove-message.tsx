'use client'

import { useTranslations } from 'next-intl'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { formText } from '#components/ui/form-text.ts'
import { TextArea } from '#components/ui/text-area.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { withWords } from '#components/words/with-words.tsx'
import { replied } from '#lib/http/browser/replied.ts'
import moderation from '#lib/words/en/moderation.json' with { type: 'json' }

type Props = {
  open: boolean
  onDone: () => void
  /** Removes it, for a reason that may be "". */
  onRemove: (reason: string) => Promise<unknown>
}

/** Asks before what somebody else said goes, and for what everybody reads in its place. */
export const RemoveMessage = withWords({ moderation })(function RemoveMessage(props: Props) {
  const { open, onDone, onRemove } = props
  const t = useTranslations()
  const reply = useReply((reason: string) => replied(onRemove(reason)))
  return (
    <Dialog
      open={open}
      onOpenChange={(now) => !now && onDone()}
      title={t('moderation.remove.title')}
      description={t('moderation.remove.body')}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          reply.run(formText(new FormData(event.currentTarget), 'reason'), onDone)
        }}
      >
        {reply.general && <Alert>{reply.general}</Alert>}
        <TextArea
          label={t('moderation.remove.reason')}
          hint={t('moderation.remove.hint')}
          name="reason"
          rows={2}
          maxLength={300}
          error={reply.issueOf('reason')}
        />
        <Button type="submit" look="danger" busy={reply.busy} className="self-end">
          {t('moderation.remove.submit')}
        </Button>
      </form>
    </Dialog>
  )
})
