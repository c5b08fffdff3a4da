import { useTranslations } from 'next-intl'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { say } from '#components/ui/toast.ts'
import { useReply } from '#components/ui/use-reply.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'

const ask = () => replied(api('POST /me/verification'))

/** That one's email is not confirmed, and the way to do so. */
export function Unverified({ email }: { email: string }) {
  const t = useTranslations()
  const reply = useReply(ask)
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-line px-3 py-2">
      <p className="min-w-48 flex-1 text-ink-soft text-sm">{t('accounts.changeEmail.unverified')}</p>
      <Button
        size="small"
        busy={reply.busy}
        onClick={() => reply.run(undefined, () => say(t('accounts.changeEmail.sentAgain', { email })))}
      >
        {t('accounts.changeEmail.again')}
      </Button>
      {reply.general && <Alert>{reply.general}</Alert>}
    </div>
  )
}
