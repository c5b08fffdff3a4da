import { Download, File as FileIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useFormats } from '#components/words/use-formats.ts'
import { sizeText } from '#lib/files/browser/size.ts'
import type { Attachment } from '#lib/files/schema.ts'

/** A file to download. */
export function FileCard({ file }: { file: Attachment }) {
  const t = useTranslations()
  const formats = useFormats()
  return (
    <a
      href={file.url}
      download={file.name}
      className="flex w-80 max-w-full items-center gap-3 rounded-lg border border-line bg-raised px-3 py-2 hover:bg-sunken"
    >
      <FileIcon size={20} aria-hidden className="shrink-0 text-ink-soft" />
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block truncate font-medium">
          {file.name}
        </span>
        <span className="block text-ink-soft text-xs">{sizeText(formats, file.sizeBytes)}</span>
      </span>
      <Download size={16} aria-hidden className="shrink-0 text-ink-soft" />
      <span className="sr-only">{t('files.download')}</span>
    </a>
  )
}
