import { useTranslations } from 'next-intl'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { formText } from '#components/ui/form-text.ts'
import { TextField } from '#components/ui/text-field.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'

type Props = { label?: string; hint?: string; confirm: string; onDone: (recoveryCodes: string[]) => void }

/** Proves by a code that one has the app; that makes recovery codes. */
export function CodeForm({ label, hint, confirm, onDone }: Props) {
  const t = useTranslations()
  const reply = useReply((code: string) => replied(api('PUT /me/two-factor', { body: { code } })))
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        const code = formText(new FormData(event.currentTarget), 'code')
        reply.run(code, ({ recoveryCodes }) => onDone(recoveryCodes))
      }}
    >
      {reply.general && <Alert>{reply.general}</Alert>}
      <TextField
        label={label ?? t('factors.step.code')}
        {...(hint && { hint })}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        error={reply.issueOf('code')}
      />
      <Button type="submit" look="primary" className="self-end" busy={reply.busy}>
        {confirm}
      </Button>
    </form>
  )
}
