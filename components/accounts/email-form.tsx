'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { formText } from '#components/ui/form-text.ts'
import { TextField } from '#components/ui/text-field.tsx'
import { say } from '#components/ui/toast.ts'
import { useReply } from '#components/ui/use-reply.ts'
import { changeProfile } from '#lib/accounts/actions.ts'
import type { Profile } from '#lib/accounts/schema.ts'
import { Unverified } from './unverified.tsx'

/** `mail`: whether it is set up. `waiting`: the email that is wanted and not confirmed. */
type Props = { profile: Profile; mail: boolean; waiting: string | null }

/** The email one signs in with, whether it is confirmed, and how to have another one. */
export function EmailForm({ profile, mail, waiting }: Props) {
  const t = useTranslations()
  const router = useRouter()
  const change = (input: { email: string; currentPassword: string }) => changeProfile(input)
  const reply = useReply(change)
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        const form = event.currentTarget
        const fields = new FormData(form)
        const wanted = {
          email: formText(fields, 'email'),
          currentPassword: formText(fields, 'currentPassword'),
        }
        reply.run(wanted, () => {
          form.reset()
          say(t(mail ? 'accounts.changeEmail.asked' : 'accounts.changeEmail.changed'))
          router.refresh()
        })
      }}
    >
      {mail && !profile.emailVerified && <Unverified email={profile.email} />}
      {waiting !== null && (
        <p role="status" className="rounded-lg bg-accent-wash px-3 py-2 text-sm">
          {t('accounts.changeEmail.waiting', { email: waiting })}
        </p>
      )}
      {reply.general && <Alert>{reply.general}</Alert>}
      <TextField
        // Another one may have come to hold meanwhile.
        key={profile.email}
        label={t('accounts.changeEmail.new')}
        name="email"
        type="email"
        autoComplete="email"
        required
        defaultValue={profile.email}
        hint={t(mail ? 'accounts.changeEmail.hint' : 'accounts.changeEmail.hintWithoutMail')}
        error={reply.issueOf('email')}
      />
      <TextField
        label={t('accounts.changePassword.current')}
        name="currentPassword"
        type="password"
        autoComplete="current-password"
        required
        error={reply.issueOf('currentPassword')}
      />
      <Button type="submit" className="self-start" busy={reply.busy}>
        {t('accounts.changeEmail.submit')}
      </Button>
    </form>
  )
}
