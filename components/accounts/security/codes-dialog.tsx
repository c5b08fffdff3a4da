import { useTranslations } from 'next-intl'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useCopy } from '#components/ui/use-copy.ts'

type Props = { codes: string[]; email: string; onClose: () => void }

/** Recovery codes, the one time they are told. */
export function CodesDialog({ codes, email, onClose }: Props) {
  const t = useTranslations()
  const copy = useCopy()
  const file = [t('factors.codes.file', { email }), '', ...codes, ''].join('\n')
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('factors.codes.title')}
      description={t('factors.codes.body')}
    >
      <div className="flex flex-col gap-4">
        <ul
          aria-label={t('factors.codes.label')}
          className="flex flex-col gap-1 rounded-lg border border-line bg-sunken p-3 text-center font-mono text-sm"
        >
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => void copy(codes.join('\n'))}>{t('factors.codes.copy')}</Button>
          <a
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(file)}`}
            download="recovery-codes.txt"
            className={buttonClass('plain')}
          >
            {t('factors.codes.download')}
          </a>
          <Button look="primary" onClick={onClose}>
            {t('factors.codes.done')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
