import { useTranslations } from 'next-intl'
import { withFactorWords } from '#components/accounts/factor-words.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ProofForm, type Proving } from './proof-form.tsx'

type Props = Proving & { onClose: () => void }

/** Asks once more who it is, some time after the sign-in. */
export default withFactorWords(function ProofDialog({ onClose, ...proving }: Props) {
  const t = useTranslations()
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('factors.proof.title')}
      description={t('factors.proof.body')}
    >
      <ProofForm {...proving} />
    </Dialog>
  )
})
