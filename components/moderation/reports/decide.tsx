import { useTranslations } from 'next-intl'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { formText } from '#components/ui/form-text.ts'
import { TextArea } from '#components/ui/text-area.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'
import type { Decision, Report } from '#lib/moderation/schema.ts'

export type Wanted = Decision['state']
type Props = { report: Report; state: Wanted; onDone: () => void; onClose: () => void }

/** Says what became of a report, with a note for whoever looks at it later. */
export function Decide({ report, state, onDone, onClose }: Props) {
  const t = useTranslations()
  const reply = useReply((note: string) =>
    replied(
      api('PATCH /admin/reports/{reportId}', { params: { reportId: report.id }, body: { state, note } }),
    ),
  )
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(`administration.reports.decide.${state}.title`)}
      description={t('administration.reports.decide.body')}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          reply.run(formText(new FormData(event.currentTarget), 'note'), onDone)
        }}
      >
        {reply.general && <Alert>{reply.general}</Alert>}
        <TextArea
          label={t('administration.reports.decide.note')}
          name="note"
          rows={3}
          maxLength={1_000}
          defaultValue={report.note ?? ''}
          error={reply.issueOf('note')}
        />
        <Button type="submit" look="primary" busy={reply.busy} className="self-end">
          {t(`administration.reports.decide.${state}.confirm`)}
        </Button>
      </form>
    </Dialog>
  )
}
