import { Preview } from '#components/previews/preview.tsx'
import { Button } from '#components/ui/button.tsx'
import { shownAs } from '#lib/files/policy.ts'
import { Chip } from './chip.tsx'
import type { Attaching } from './use-attaching.ts'

/** What goes with the message that is being written, each to be taken back. */
export function AttachmentTray({ attaching, waiting }: { attaching: Attaching; waiting: boolean }) {
  const { staging, coming, complaint, attachments, previews, long } = attaching
  return (
    <>
      {complaint && (
        <Notice alert words={complaint}>
          <Button size="small" onClick={staging.hush}>
            OK
          </Button>
        </Notice>
      )}
      {long !== null && (
        <Notice words={`A long text: ${long.length.toLocaleString()} characters.`}>
          <Button size="small" onClick={attaching.longToFile}>
            Make it a file
          </Button>
          <Button size="small" look="quiet" onClick={attaching.keepLong}>
            Leave it
          </Button>
        </Notice>
      )}
      {attachments.length + coming.length > 0 && (
        <ul
          aria-label="Files to send"
          className="flex max-h-[30dvh] flex-wrap gap-2 overflow-y-auto p-2 pb-0"
        >
          {attachments.map(({ id, name, sizeBytes, mimeType, thumbnail, url, keepsMetadata }) => (
            <Chip
              key={id}
              name={name}
              sizeBytes={sizeBytes}
              picture={shownAs(mimeType) === 'picture' ? (thumbnail?.url ?? url) : null}
              progress={null}
              keepsMetadata={keepsMetadata === true}
              removal={`Remove ${name}`}
              onRemove={() => staging.remove(id)}
            />
          ))}
          {coming.map(({ key, file, picture, progress, failure }) => (
            <Chip
              key={key}
              name={file.name}
              sizeBytes={file.size}
              picture={picture}
              progress={progress}
              failure={failure}
              removal={failure ? `Remove ${file.name}` : `Cancel ${file.name}`}
              onRemove={() => staging.cancel(key)}
            >
              {failure && (
                <button type="button" onClick={() => staging.retry(key)} className="text-sm underline">
                  Try again
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
          {coming.some(({ failure }) => failure)
            ? 'Not sent: a file did not arrive. Try it again, or remove it.'
            : 'Sends as soon as the files are uploaded.'}
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
