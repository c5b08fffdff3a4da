import { useTranslations } from 'next-intl'
import { withFactorWords } from '#components/accounts/factor-words.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { formText } from '#components/ui/form-text.ts'
import { TextField } from '#components/ui/text-field.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'

type Props = { email: string; onClose: () => void; onDone: () => void }

/** An open page alone switches nothing off: it takes the password. */
export default withFactorWords(function SwitchOffDialog({ email, onClose, onDone }: Props) {
  const t = useTranslations()
  const reply = useReply((password: string) => replied(api('DELETE /me/two-factor', { body: { password } })))
  return (
    <Dialog open onOpenChange={onClose} title={t('factors.off.title')} description={t('factors.off.body')}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          reply.run(formText(new FormData(event.currentTarget), 'password'), onDone)
        }}
      >
        {reply.general && <Alert>{reply.general}</Alert>}
        {/* Tells password stores whose password this is. */}
        <input type="hidden" name="username" autoComplete="username" value={email} />
        <TextField
          label={t('factors.off.password')}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          error={reply.issueOf('password')}
        />
        <Button type="submit" look="danger" className="self-end" busy={reply.busy}>
          {t('factors.off.confirm')}
        </Button>
      </form>
    </Dialog>
  )
})
