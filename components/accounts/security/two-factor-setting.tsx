'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { withFactorWords } from '#components/accounts/factor-words.tsx'
import { Button } from '#components/ui/button.tsx'
import { lazily } from '#components/ui/lazily.tsx'
import { say } from '#components/ui/toast.ts'
import { useMoments } from '#components/words/use-moments.ts'
import type { AnswerOf } from '#lib/http/endpoint-types.ts'

const SetUpDialog = lazily(() => import('./set-up-dialog.tsx'))
const NewCodesDialog = lazily(() => import('./new-codes-dialog.tsx'))
const SwitchOffDialog = lazily(() => import('./switch-off-dialog.tsx'))

type Props = { state: AnswerOf<'GET /me/two-factor'>; email: string; hasPassword: boolean }
type Asked = 'setUp' | 'newCodes' | 'switchOff'

/** Codes of an app, besides the password: whether they are asked for, and what one can do about it. */
export const TwoFactorSetting = withFactorWords(function TwoFactorSetting(props: Props) {
  const { state, email, hasPassword } = props
  const t = useTranslations()
  const { day } = useMoments()
  const router = useRouter()
  const [asked, setAsked] = useState<Asked | null>(null)
  const close = () => setAsked(null)
  // Sessions that ended stand on the same page, too.
  const changed = () => router.refresh()
  const { since, recoveryCodesLeft } = state
  return (
    <div className="flex flex-col items-start gap-3">
      <h3 className="font-medium">{t('factors.app.title')}</h3>
      {since === null ? (
        <>
          <p className="text-ink-soft text-sm">{t('factors.app.off')}</p>
          <Button onClick={() => setAsked('setUp')}>{t('factors.app.setUp')}</Button>
        </>
      ) : (
        <>
          <p className="text-ink-soft text-sm">
            {t('factors.app.on', {
              day: day(since),
            })}{' '}
            {t('factors.app.left', { count: recoveryCodesLeft })}
          </p>
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => setAsked('newCodes')}>{t('factors.app.newCodes')}</Button>
            <Button onClick={() => setAsked('switchOff')}>{t('factors.app.switchOff')}</Button>
          </div>
        </>
      )}
      {asked === 'setUp' && <SetUpDialog email={email} onChanged={changed} onClose={close} />}
      {asked === 'newCodes' && <NewCodesDialog email={email} onChanged={changed} onClose={close} />}
      {asked === 'switchOff' && (
        <SwitchOffDialog
          email={email}
          by={hasPassword ? 'password' : 'code'}
          onClose={close}
          onDone={() => {
            close()
            changed()
            say(t('factors.app.switchedOff'))
          }}
        />
      )}
    </div>
  )
})
