'use client'

import { useTranslations } from 'next-intl'
import type { SubmitEvent } from 'react'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { formText } from '#components/ui/form-text.ts'
import { useReply } from '#components/ui/use-reply.ts'
import { onlyStrong } from '#lib/accounts/browser/meter.ts'
import { enter } from '#lib/accounts/browser/session.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'
import { NewPasswordField } from './new-password-field.tsx'
import { withPasswordWords } from './password-words.tsx'

type Props = { token: string; owner: { email: string; name: string } }

const set = (body: { token: string; password: string }) => replied(api('POST /auth/reset', { body }))

/** Sets a password by a link, and signs in with it. */
export const ResetForm = withPasswordWords(function ResetForm({ token, owner }: Props) {
  const t = useTranslations()
  const reply = useReply(onlyStrong(set, () => owner))
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const password = formText(new FormData(event.currentTarget), 'password')
    reply.run({ token, password }, async () => {
      const entered = await enter({ email: owner.email, password })
      window.location.assign(entered.ok ? '/rooms' : '/sign-in')
    })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {reply.general && <Alert>{reply.general}</Alert>}
      {/* Tells password stores whose password this is. */}
      <input type="hidden" name="username" autoComplete="username" value={owner.email} />
      <NewPasswordField
        owner={owner}
        label={t('accounts.changePassword.new')}
        error={reply.issueOf('password')}
        onTyped={reply.clear}
      />
      <Button type="submit" look="primary" busy={reply.busy}>
        {t('accounts.reset.submit')}
      </Button>
    </form>
  )
})
