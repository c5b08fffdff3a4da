'use client'

import { useFormatter, useTranslations } from 'next-intl'
import type { SubmitEvent } from 'react'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { formText } from '#components/ui/form-text.ts'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { registerAccount } from '#lib/accounts/actions.ts'
import { onlyStrong } from '#lib/accounts/browser/meter.ts'
import { enter } from '#lib/accounts/browser/session.ts'
import { NameField } from './fields.tsx'
import { NewPasswordField } from './new-password-field.tsx'
import { withPasswordWords } from './password-words.tsx'

/** `signInHref` is null where nobody can sign in yet. `emailDomains`: an email has to be of one of them. */
type Props = { next: string; signInHref: string | null; invite: string | null; emailDomains: string[] }

export const RegisterForm = withPasswordWords(function RegisterForm(props: Props) {
  const { next, signInHref, invite, emailDomains } = props
  const t = useTranslations()
  const format = useFormatter()
  const reply = useReply(onlyStrong(registerAccount, (person) => person))
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const person = { email: formText(form, 'email'), password: formText(form, 'password') }
    reply.run({ ...person, name: formText(form, 'name'), ...(invite && { invite }) }, async ({ roomId }) => {
      const entered = await enter(person)
      const there = roomId === null ? next : `/rooms/${roomId}`
      window.location.assign(entered.ok ? there : (signInHref ?? '/sign-in'))
    })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {reply.general && <Alert>{reply.general}</Alert>}
      <NameField hint={t('accounts.register.nameHint')} autoFocus error={reply.issueOf('name')} />
      <TextField
        label={t('accounts.email')}
        name="email"
        type="email"
        autoComplete="username"
        required
        {...(emailDomains.length > 0 && {
          hint: t('accounts.register.emailDomains', {
            domains: format.list(emailDomains, { type: 'disjunction' }),
          }),
        })}
        error={reply.issueOf('email')}
      />
      <NewPasswordField
        label={t('accounts.password')}
        error={reply.issueOf('password')}
        onTyped={reply.clear}
      />
      <Button type="submit" look="primary" busy={reply.busy}>
        {t('accounts.register.submit')}
      </Button>
      {signInHref && (
        <p className="text-ink-soft text-sm">
          {t.rich('accounts.register.signIn', {
            link: (words) => (
              <PlaceLink
                href={signInHref}
                className="font-medium text-accent-text underline underline-offset-2"
              >
                {words}
              </PlaceLink>
            ),
          })}
        </p>
      )}
    </form>
  )
})
