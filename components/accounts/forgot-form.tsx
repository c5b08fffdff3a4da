'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { formText } from '#components/ui/form-text.ts'
import { TextField } from '#components/ui/text-field.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'

/** Asks for a link to set a password, and says the same whether or not there is an account. */
export function ForgotForm() {
  const t = useTranslations()
  const reply = useReply((body: { email: string }) => replied(api('POST /auth/forgot', { body })))
  const [sentTo, setSentTo] = useState<string | null>(null)
  if (sentTo !== null)
    return (
      <div role="status">
        <p className="font-medium">{t('accounts.forgot.sent')}</p>
        <p className="mt-2 text-ink-soft">{t('accounts.forgot.sentBody', { email: sentTo })}</p>
      </div>
    )
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        const email = formText(new FormData(event.currentTarget), 'email')
        reply.run({ email }, () => setSentTo(email))
      }}
    >
      <p className="text-ink-soft">{t('accounts.forgot.body')}</p>
      {reply.general && <Alert>{reply.general}</Alert>}
      <TextField
        label={t('accounts.email')}
        name="email"
        type="email"
        autoComplete="username"
        required
        autoFocus
        error={reply.issueOf('email')}
      />
      <Button type="submit" look="primary" busy={reply.busy}>
        {t('accounts.forgot.submit')}
      </Button>
    </form>
  )
}
