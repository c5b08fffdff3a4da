import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { withFactorWords } from '#components/accounts/factor-words.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { useCopy } from '#components/ui/use-copy.ts'
import type { OwnProof } from '#lib/accounts/schema.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'
import type { AnswerOf } from '#lib/http/endpoint-types.ts'
import { CodeForm } from './code-form.tsx'
import { CodesDialog } from './codes-dialog.tsx'
import { ProofForm } from './proof-form.tsx'
import { useProven } from './use-proven.ts'

type Props = { email: string; onChanged: () => void; onClose: () => void }

/** From the secret to a first code, and what to keep in case the app is lost. */
export default withFactorWords(function SetUpDialog({ email, onChanged, onClose }: Props) {
  const t = useTranslations()
  const copy = useCopy()
  const [app, setApp] = useState<AnswerOf<'POST /me/two-factor'> | null>(null)
  const { run, general, proof } = useProven((body: OwnProof) => replied(api('POST /me/two-factor', { body })))
  const [codes, setCodes] = useState<string[] | null>(null)
  const begun = useRef(false)
  useEffect(() => {
    // Each time it is asked it is another secret.
    if (begun.current) return
    begun.current = true
    run({}, setApp)
  })
  if (codes) return <CodesDialog codes={codes} email={email} onClose={onClose} />
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('factors.setUp.title')}
      description={t(proof && !app ? 'factors.proof.body' : 'factors.setUp.scan')}
    >
      {general && <Alert>{general}</Alert>}
      {!app && !general && !proof && <Spinner />}
      {proof && !app && <ProofForm email={email} {...proof} />}
      {app && (
        <div className="flex flex-col gap-4">
          {/* biome-ignore lint/performance/noImgElement: it is drawn already */}
          <img
            src={`data:image/svg+xml,${encodeURIComponent(app.qr)}`}
            alt={t('factors.setUp.picture')}
            className="size-48 self-center rounded-lg bg-white"
          />
          <div className="flex flex-col gap-1.5">
            <p className="font-medium text-sm">{t('factors.setUp.secret')}</p>
            <div className="flex items-center gap-2">
              <code className="min-w-0 flex-1 text-sm">{app.secret.match(/.{1,4}/g)?.join(' ')}</code>
              <Button size="small" onClick={() => void copy(app.secret)}>
                {t('factors.setUp.copy')}
              </Button>
            </div>
          </div>
          <CodeForm
            label={t('factors.setUp.code')}
            hint={t('factors.setUp.others')}
            confirm={t('factors.setUp.confirm')}
            onDone={(made) => {
              setCodes(made)
              onChanged()
            }}
          />
        </div>
      )}
    </Dialog>
  )
})
