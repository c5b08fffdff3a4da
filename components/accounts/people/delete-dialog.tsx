import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { withDepartureWords } from '#components/accounts/departure/departure-words.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { formText } from '#components/ui/form-text.ts'
import { TextField } from '#components/ui/text-field.tsx'
import { say } from '#components/ui/toast.ts'
import { useReply } from '#components/ui/use-reply.ts'
import type { Account } from '#lib/accounts/schema.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'
import type { Settings } from '#lib/instance/schema.ts'

type Props = {
  account: Account
  messages: Settings['deletedMessages']
  onClose: () => void
  onDeleted: (account: Account) => void
}

/** Nothing brings an account back, so its email is typed by whoever deletes it. */
export default withDepartureWords(function DeleteDialog({ account, messages, onClose, onDeleted }: Props) {
  const t = useTranslations()
  const [isOther, setOther] = useState(false)
  const reply = useReply((userId: string) =>
    replied(api('DELETE /admin/users/{userId}', { params: { userId } })),
  )
  const { id, name, email } = account
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('departure.of.title', { name })}
      description={t('departure.of.body')}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          const typed = formText(new FormData(event.currentTarget), 'email')
          const isMeant = typed.trim().toLowerCase() === email
          setOther(!isMeant)
          if (!isMeant) return
          reply.run(id, () => {
            say(t('departure.of.done', { name }))
            onDeleted(account)
          })
        }}
      >
        <p className="text-sm">
          <strong className="font-medium">{t(`departure.of.${messages}`)}</strong> {t('departure.of.setting')}{' '}
          {t('departure.of.rooms')}
        </p>
        {reply.general && <Alert>{reply.general}</Alert>}
        <TextField
          label={t('departure.of.email')}
          hint={t('departure.of.emailHint', { email })}
          name="email"
          autoComplete="off"
          spellCheck={false}
          required
          error={isOther ? t('departure.of.otherEmail') : undefined}
        />
        <Button type="submit" look="danger" className="self-end" busy={reply.busy}>
          {t('departure.of.confirm')}
        </Button>
      </form>
    </Dialog>
  )
})
