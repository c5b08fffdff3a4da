import { Download, File as FileIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useFormats } from '#components/words/use-formats.ts'
import { sizeText } from '#lib/files/browser/size.ts'
import { isHiddenPicture } from '#lib/files/policy.ts'
import type { Attachment } from '#lib/files/schema.ts'

/** A file to download. */
export function FileCard({ file }: { file: Attachment }) {
  const t = useTranslations()
  const formats = useFormats()
  const { width, height } = file
  const whyHidden =
    width && height ? t('files.pictures.tooLarge', { width, height }) : t('files.pictures.unshown')
  return (
    <a
      href={file.url}
      download={file.name}
      className="block w-80 max-w-full overflow-hidden rounded-lg border border-line bg-raised hover:bg-sunken"
    >
      {file.thumbnail && <FirstPage {...file.thumbnail} />}
      <span className="flex items-center gap-3 px-3 py-2">
        <FileIcon size={20} aria-hidden className="shrink-0 text-ink-soft" />
        <span className="min-w-0 flex-1">
          <span dir="auto" className="block truncate font-medium">
            {file.name}
          </span>
          <span className="block text-ink-soft text-xs">{sizeText(formats, file.sizeBytes)}</span>
          {isHiddenPicture(file) && <span className="block text-ink-soft text-xs">{whyHidden}</span>}
        </span>
        <Download size={16} aria-hidden className="shrink-0 text-ink-soft" />
        <span className="sr-only">{t('files.download')}</span>
      </span>
    </a>
  )
}

/** Of a paper, its upper part where it is long; in a box that is there before it is. */
function FirstPage({ url, width, height }: NonNullable<Attachment['thumbnail']>) {
  return (
    // biome-ignore lint/performance/noImgElement: as in the conversation.
    <img
      src={url}
      alt=""
      width={width}
      height={height}
      decoding="async"
      style={{ aspectRatio: `${width} / ${height}` }}
      className="max-h-56 w-full border-line border-b bg-white object-cover object-top"
    />
  )
}
