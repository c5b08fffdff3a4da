import { useTranslations } from 'next-intl'
import { type SubmitEvent, useState } from 'react'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { formText } from '#components/ui/form-text.ts'
import { TextField } from '#components/ui/text-field.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { enter } from '#lib/accounts/browser/session.ts'
import type { ReplyError } from '#lib/errors.ts'
import { withFactorWords } from './factor-words.tsx'

type Props = {
  challenge: string
  onEntered: () => void
  /** Back to the password: by choice, or because it took too long. */
  onBack: (why: ReplyError | null) => void
}

/** The second half of a sign-in: a code of the app, or one of those kept for when it is lost. */
export const SecondStep = withFactorWords(function SecondStep({ challenge, onEntered, onBack }: Props) {
  const t = useTranslations()
  const [way, setWay] = useState<'app' | 'recovery'>('app')
  const reply = useReply(async (code: string) => {
    const entered = await enter({ challenge, code })
    if (!entered.ok && entered.error.reason === 'accounts.challengeOver') onBack(entered.error)
    return entered
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    reply.run(formText(new FormData(event.currentTarget), 'code'), onEntered)
  }
  const isApp = way === 'app'
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {reply.general && <Alert>{reply.general}</Alert>}
      <TextField
        key={way}
        label={t(isApp ? 'factors.step.code' : 'factors.step.recoveryCode')}
        hint={t(isApp ? 'factors.step.app' : 'factors.step.recovery')}
        name="code"
        inputMode={isApp ? 'numeric' : 'text'}
        autoComplete={isApp ? 'one-time-code' : 'off'}
        autoCapitalize="none"
        spellCheck={false}
        required
        autoFocus
        error={reply.issueOf('code')}
      />
      <Button type="submit" look="primary" busy={reply.busy}>
        {t('factors.step.submit')}
      </Button>
      <div className="flex flex-col items-start gap-2 text-sm">
        <button
          type="button"
          className={linkClass}
          onClick={() => {
            reply.clear()
            setWay(isApp ? 'recovery' : 'app')
          }}
        >
          {t(isApp ? 'factors.step.useRecovery' : 'factors.step.useApp')}
        </button>
        <button type="button" className={linkClass} onClick={() => onBack(null)}>
          {t('factors.step.back')}
        </button>
      </div>
    </form>
  )
})

const linkClass = 'font-medium text-accent-text underline underline-offset-2'
