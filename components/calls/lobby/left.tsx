import { PhoneOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCall } from '#components/calls/use-call.ts'
import { Button } from '#components/ui/button.tsx'
import type { Call } from '#lib/calls/browser/call.ts'
import { noticeWords } from '#lib/calls/browser/state/notice.ts'

/** After the call: why one is out, and the way back. */
export function Left({ call, onClose }: { call: Call; onClose: () => void }) {
  const t = useTranslations()
  const { notice } = useCall(call)
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-4 p-6 text-center">
      <PhoneOff size={32} aria-hidden className="text-corridor-soft" />
      <h2 role="status" className="max-w-prose font-semibold text-lg">
        {notice ? noticeWords(t, notice) : t('calls.youLeft')}
      </h2>
      <div className="flex flex-wrap justify-center gap-2">
        <Button look="primary" onClick={() => void call.toLobby()}>
          {t('calls.lobby.back')}
        </Button>
        <Button onClick={onClose}>{t('common.close')}</Button>
      </div>
    </div>
  )
}
