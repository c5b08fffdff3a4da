import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { say } from '#components/ui/toast.ts'
import { useReply } from '#components/ui/use-reply.ts'
import { useFormats } from '#components/words/use-formats.ts'
import { useMoments } from '#components/words/use-moments.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'
import type { About } from '#lib/statistics/schema.ts'

type Failed = About['jobs']['failed'][number]

/** Jobs that were given up, each with why; whoever has mended that has them done. */
export function FailedJobs({ failed }: { failed: readonly Failed[] }) {
  const t = useTranslations()
  const router = useRouter()
  const formats = useFormats()
  const { moment } = useMoments()
  const reply = useReply((jobId: string) =>
    replied(api('POST /admin/jobs/{jobId}/retry', { params: { jobId } })),
  )
  const tryAgain = ({ id, kind }: Failed) =>
    reply.run(id, () => {
      say(t('upkeep.about.waits', { kind }))
      router.refresh()
    })
  const columns: Column<Failed, never>[] = [
    {
      key: 'kind',
      short: true,
      label: t('upkeep.about.kind'),
      cell: ({ kind }) => <code>{kind}</code>,
    },
    {
      key: 'gaveUp',
      short: true,
      label: t('upkeep.about.gaveUp'),
      cell: ({ gaveUpAt }) => moment(gaveUpAt),
    },
    { key: 'tries', short: true, label: t('upkeep.about.tries'), cell: ({ tries }) => formats.number(tries) },
    { key: 'why', label: t('upkeep.about.why'), cell: ({ why }) => <code className="text-xs">{why}</code> },
    {
      key: 'again',
      short: true,
      label: t('upkeep.about.options'),
      cell: (job) => (
        <Button
          size="small"
          disabled={reply.busy}
          aria-label={t('upkeep.about.againOf', { kind: job.kind })}
          onClick={() => tryAgain(job)}
        >
          {t('upkeep.about.again')}
        </Button>
      ),
    },
  ]
  return (
    <section className="flex flex-col gap-2">
      <h2 className="font-semibold">{t('upkeep.about.failed')}</h2>
      {reply.general && <Alert>{reply.general}</Alert>}
      {failed.length === 0 ? (
        <p className="text-ink-soft text-sm">{t('upkeep.about.none')}</p>
      ) : (
        <DataTable label={t('upkeep.about.failed')} columns={columns} rows={failed} keyOf={({ id }) => id} />
      )}
    </section>
  )
}
