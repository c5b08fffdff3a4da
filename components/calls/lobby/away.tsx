import { useTranslations } from 'next-intl'
import { useCall } from '#components/calls/use-call.ts'
import { Button } from '#components/ui/button.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import type { Call } from '#lib/calls/browser/call.ts'
import { noticeWords } from '#lib/calls/browser/state/notice.ts'

/** Out of the call for as long as the line is away. */
export function Away({ call }: { call: Call }) {
  const t = useTranslations()
  const { notice } = useCall(call)
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-4 p-6 text-center">
      <Spinner />
      <h2 role="status" className="max-w-prose font-semibold text-lg">
        {notice && noticeWords(t, notice)}
      </h2>
      <Button onClick={call.leave}>{t('calls.leave')}</Button>
    </div>
  )
}
