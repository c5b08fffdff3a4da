'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { formText } from '#components/ui/form-text.ts'
import { TextField } from '#components/ui/text-field.tsx'
import { say } from '#components/ui/toast.ts'
import { useReply } from '#components/ui/use-reply.ts'
import { changeProfile } from '#lib/accounts/actions.ts'
import { onlyStrong } from '#lib/accounts/browser/meter.ts'
import type { Profile } from '#lib/accounts/schema.ts'
import { NewPasswordField } from './new-password-field.tsx'
import { withPasswordWords } from './password-words.tsx'

/** A new password ends every other session, so that whoever knew the old one is out. */
export const PasswordForm = withPasswordWords(function PasswordForm({ profile }: { profile: Profile }) {
  const t = useTranslations()
  const change = (input: { password: string; currentPassword: string }) => changeProfile(input)
  const reply = useReply(onlyStrong(change, () => profile))
  const [changes, setChanges] = useState(0)
  const router = useRouter()
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        const form = event.currentTarget
        const fields = new FormData(form)
        const passwords = {
          password: formText(fields, 'password'),
          currentPassword: formText(fields, 'currentPassword'),
        }
        reply.run(passwords, () => {
          form.reset()
          setChanges(changes + 1)
          say(t('accounts.changePassword.changed'))
          // The sessions that have ended stand on the same page.
          router.refresh()
        })
      }}
    >
      {reply.general && <Alert>{reply.general}</Alert>}
      {/* Tells password stores whose password this is. */}
      <input type="hidden" name="username" autoComplete="username" value={profile.email} />
      <TextField
        label={t('accounts.changePassword.current')}
        name="currentPassword"
        type="password"
        autoComplete="current-password"
        required
        error={reply.issueOf('currentPassword')}
      />
      <NewPasswordField
        // What was said of the last one goes with it.
        key={changes}
        owner={profile}
        label={t('accounts.changePassword.new')}
        hint={t('accounts.changePassword.hint')}
        error={reply.issueOf('password')}
        onTyped={reply.clear}
      />
      <Button type="submit" className="self-start" busy={reply.busy}>
        {t('accounts.changePassword.submit')}
      </Button>
    </form>
  )
})
