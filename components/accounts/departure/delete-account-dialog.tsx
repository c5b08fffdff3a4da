import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { formText } from '#components/ui/form-text.ts'
import { TextField } from '#components/ui/text-field.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import type { OwnDeletion } from '#lib/accounts/schema.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'
import { clearNotifications } from '#lib/notifications/browser/clear.ts'
import type { Own } from './delete-account.tsx'
import { withDepartureWords } from './departure-words.tsx'

type Props = Own & { onClose: () => void }

/** Asks for all that a sign-in asks for: an open page alone deletes nothing. */
export default withDepartureWords(function DeleteAccountDialog(props: Props) {
  const { email, hasPassword, twoFactor, messages, onClose } = props
  const t = useTranslations()
  const reply = useReply((proof: OwnDeletion) => replied(api('DELETE /me', { body: proof })))
  const [isGone, setGone] = useState(false)
  const remove = (fields: FormData) => {
    const given = (name: string) => fields.has(name) && { [name]: formText(fields, name) }
    reply.run({ ...given('password'), ...given('email'), ...given('code') }, async () => {
      setGone(true)
      await clearNotifications()
      window.location.assign('/sign-in')
    })
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('departure.own.title')}
      description={`${t(`departure.own.${messages}`)} ${t('departure.own.rooms')}`}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          remove(new FormData(event.currentTarget))
        }}
      >
        {reply.general && <Alert>{reply.general}</Alert>}
        {hasPassword ? (
          <>
            {/* Tells password stores whose password this is. */}
            <input type="hidden" name="username" autoComplete="username" value={email} />
            <TextField
              label={t('departure.own.password')}
              name="password"
              type="password"
              autoComplete="current-password"
              required
              error={reply.issueOf('password')}
            />
          </>
        ) : (
          <TextField
            label={t('departure.own.email')}
            hint={t('departure.own.emailHint', { email })}
            name="email"
            type="email"
            autoComplete="off"
            required
            error={reply.issueOf('email')}
          />
        )}
        {twoFactor && (
          <TextField
            label={t('departure.own.code')}
            hint={t('departure.own.codeHint')}
            name="code"
            autoComplete="one-time-code"
            required
            error={reply.issueOf('code')}
          />
        )}
        <Button type="submit" look="danger" className="self-end" busy={reply.busy || isGone}>
          {t('departure.own.confirm')}
        </Button>
      </form>
    </Dialog>
  )
})
