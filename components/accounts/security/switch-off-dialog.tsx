import { useTranslations } from 'next-intl'
import { withFactorWords } from '#components/accounts/factor-words.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import type { OwnProof } from '#lib/accounts/schema.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'
import { ProofForm } from './proof-form.tsx'

type Props = { email: string; by: keyof OwnProof; onClose: () => void; onDone: () => void }

/** An open page alone switches nothing off: it takes the password, or a code of whoever has none. */
export default withFactorWords(function SwitchOffDialog({ email, by, onClose, onDone }: Props) {
  const t = useTranslations()
  const reply = useReply((body: OwnProof) => replied(api('DELETE /me/two-factor', { body })))
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('factors.off.title')}
      description={t(by === 'password' ? 'factors.off.body' : 'factors.off.bodyWithoutPassword')}
    >
      <div className="flex flex-col gap-4">
        {reply.general && <Alert>{reply.general}</Alert>}
        <ProofForm
          by={by}
          email={email}
          busy={reply.busy}
          error={reply.issueOf(by)}
          confirm={t('factors.off.confirm')}
          danger
          onProof={(proof) => reply.run(proof, onDone)}
        />
      </div>
    </Dialog>
  )
})
