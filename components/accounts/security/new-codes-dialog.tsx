import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { withFactorWords } from '#components/accounts/factor-words.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { CodeForm } from './code-form.tsx'
import { CodesDialog } from './codes-dialog.tsx'

type Props = { email: string; onChanged: () => void; onClose: () => void }

/** New recovery codes in the place of those there were. */
export default withFactorWords(function NewCodesDialog({ email, onChanged, onClose }: Props) {
  const t = useTranslations()
  const [codes, setCodes] = useState<string[] | null>(null)
  if (codes) return <CodesDialog codes={codes} email={email} onClose={onClose} />
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('factors.again.title')}
      description={t('factors.again.body')}
    >
      <CodeForm
        hint={t('factors.step.app')}
        confirm={t('factors.again.confirm')}
        onDone={(made) => {
          setCodes(made)
          onChanged()
        }}
      />
    </Dialog>
  )
})
