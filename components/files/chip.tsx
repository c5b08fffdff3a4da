import { File as FileIcon, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { cx } from '#components/ui/classes.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { RefusalText } from '#components/words/refusal-text.tsx'
import { useFormats } from '#components/words/use-formats.ts'
import { sizeText } from '#lib/files/browser/size.ts'
import type { Refused } from '#lib/words/refusal-words.ts'
import { MayTell } from './may-tell.tsx'

type Props = {
  name: string
  sizeBytes: number
  picture: string | null
  /** From 0 to 1 while it is on its way; null when it is there. */
  progress: number | null
  failure?: Refused | null
  keepsMetadata?: boolean
  /** What taking it back is called. */
  removal: string
  onRemove: () => void
  /** More to do with it. */
  children?: ReactNode
}

/** A file that goes with the next message. */
export function Chip({
  name,
  sizeBytes,
  picture,
  progress,
  failure,
  keepsMetadata,
  removal,
  onRemove,
  children,
}: Props) {
  const t = useTranslations()
  const formats = useFormats()
  return (
    <li
      className={cx(
        'relative flex w-60 max-w-full items-center gap-2 overflow-hidden rounded-lg border bg-paper p-1.5',
        failure ? 'border-danger' : 'border-line',
      )}
    >
      <span className="grid size-10 shrink-0 place-items-center overflow-hidden rounded-md bg-sunken text-ink-soft">
        {picture ? (
          // biome-ignore lint/performance/noImgElement: a picture of this browser, or one that is guarded.
          <img src={picture} alt="" width={40} height={40} className="size-full object-cover" />
        ) : (
          <FileIcon size={18} aria-hidden />
        )}
      </span>
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block truncate text-sm">
          {name}
        </span>
        <span
          role={failure ? 'alert' : undefined}
          className={cx('block text-xs', failure ? 'text-danger-text' : 'text-ink-soft')}
        >
          {failure ? <RefusalText of={failure} /> : sizeText(formats, sizeBytes)}
        </span>
        {keepsMetadata && <MayTell />}
        {children}
      </span>
      <IconButton label={removal} onClick={onRemove} className="size-8">
        <X size={16} aria-hidden />
      </IconButton>
      {progress !== null && !failure && (
        <progress
          aria-label={t('files.tray.uploading', { name })}
          max={100}
          value={Math.round(progress * 100)}
          className="absolute inset-x-0 bottom-0 h-1 w-full appearance-none [&::-moz-progress-bar]:bg-focus [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-focus"
        />
      )}
    </li>
  )
}
