import { useTranslations } from 'next-intl'
import { Preview } from '#components/previews/preview.tsx'
import { Button } from '#components/ui/button.tsx'
import { complaintText } from '#lib/files/browser/refused-files.ts'
import { isHiddenPicture, shownAs } from '#lib/files/policy.ts'
import { Chip } from './chip.tsx'
import type { Attaching } from './use-attaching.ts'

/** What goes with the message that is being written, each to be taken back. */
export default function AttachmentTray({ attaching, waiting }: { attaching: Attaching; waiting: boolean }) {
  const t = useTranslations()
  const { staging, coming, complaints, attachments, previews, long } = attaching
  return (
    <>
      {complaints.length > 0 && (
        <Notice alert words={complaints.map((one) => complaintText(t, one)).join(' ')}>
          <Button size="small" onClick={staging.hush}>
            {t('files.tray.hush')}
          </Button>
        </Notice>
      )}
      {long !== null && (
        <Notice words={t('files.tray.long', { characters: long.length })}>
          <Button size="small" onClick={attaching.longToFile}>
            {t('files.tray.longToFile')}
          </Button>
          <Button size="small" look="quiet" onClick={attaching.keepLong}>
            {t('files.tray.keepLong')}
          </Button>
        </Notice>
      )}
      {attachments.length + coming.length > 0 && (
        <ul
          aria-label={t('files.tray.label')}
          className="flex max-h-[30dvh] flex-wrap gap-2 overflow-y-auto p-2 pb-0"
        >
          {attachments.map((file) => (
            <Chip
              key={file.id}
              name={file.name}
              sizeBytes={file.sizeBytes}
              picture={shownAs(file) === 'picture' ? (file.thumbnail?.url ?? file.url) : null}
              progress={null}
              keepsMetadata={file.keepsMetadata === true}
              removal={t('files.tray.remove', { name: file.name })}
              onRemove={() => staging.remove(file.id)}
            >
              {isHiddenPicture(file) && (
                <span className="block text-ink-soft text-xs">{t('files.tray.notShown')}</span>
              )}
            </Chip>
          ))}
          {coming.map(({ key, file, picture, progress, failure }) => (
            <Chip
              key={key}
              name={file.name}
              sizeBytes={file.size}
              picture={picture}
              progress={progress}
              failure={failure}
              removal={t(failure ? 'files.tray.remove' : 'files.tray.cancel', { name: file.name })}
              onRemove={() => staging.cancel(key)}
            >
              {failure && (
                <button type="button" onClick={() => staging.retry(key)} className="text-sm underline">
                  {t('files.tray.retry')}
                </button>
              )}
            </Chip>
          ))}
        </ul>
      )}
      {previews.length > 0 && (
        <div className="flex max-h-[30dvh] flex-col gap-2 overflow-y-auto p-2 pb-0">
          {previews.map((preview) => (
            <Preview
              key={preview.id}
              preview={preview}
              onRemove={() => attaching.dismissPreview(preview.id)}
            />
          ))}
        </div>
      )}
      {waiting && (
        <p role="status" className="px-3.5 pt-2 text-ink-soft text-sm">
          {t(coming.some(({ failure }) => failure) ? 'files.tray.stuck' : 'files.tray.waiting')}
        </p>
      )}
    </>
  )
}

function Notice({ words, alert, children }: { words: string; alert?: boolean; children: React.ReactNode }) {
  return (
    <div
      role={alert ? 'alert' : 'status'}
      className="flex flex-wrap items-center gap-2 border-line border-b px-3.5 py-2 text-sm"
    >
      <span className="min-w-0 flex-1">{words}</span>
      {children}
    </div>
  )
}
