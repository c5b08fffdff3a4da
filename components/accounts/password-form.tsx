'use client'

import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { formText } from '#components/ui/form-text.ts'
import { TextField } from '#components/ui/text-field.tsx'
import { say } from '#components/ui/toast.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { changeProfile } from '#lib/accounts/actions.ts'
import { NewPasswordField } from './fields.tsx'

/** A new password ends every other session, so that whoever knew the old one is out. */
export function PasswordForm({ email }: { email: string }) {
  const reply = useReply(changeProfile)
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        const form = event.currentTarget
        const fields = new FormData(form)
        const change = {
          password: formText(fields, 'password'),
          currentPassword: formText(fields, 'currentPassword'),
        }
        reply.run(change, () => {
          form.reset()
          say('Your password is changed. Other sessions have ended.')
        })
      }}
    >
      {reply.general && <Alert>{reply.general}</Alert>}
      {/* Tells password stores whose password this is. */}
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <TextField
        label="Current password"
        name="currentPassword"
        type="password"
        autoComplete="current-password"
        required
        error={reply.issueOf('currentPassword')}
      />
      <NewPasswordField
        label="New password"
        hint="All other sessions will end."
        error={reply.issueOf('password')}
      />
      <Button type="submit" className="self-start" busy={reply.busy}>
        Change password
      </Button>
    </form>
  )
}
