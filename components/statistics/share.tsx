import { useTranslations } from 'next-intl'
import { useFormats } from '#components/words/use-formats.ts'
import { sizeText } from '#lib/files/browser/size.ts'

/** A size, and how much it is of all. Drawn by attributes: what the server draws may have no styles. */
export function Share({ bytes, of }: { bytes: number; of: number }) {
  const t = useTranslations()
  const formats = useFormats()
  const part = of === 0 ? 0 : bytes / of
  return (
    <span className="flex items-center justify-end gap-3 md:justify-start">
      <span className="whitespace-nowrap tabular-nums md:w-20">{sizeText(formats, bytes)}</span>
      <svg
        role="img"
        aria-label={t('upkeep.storage.share', { part })}
        className="h-2 w-20 rounded-full bg-sunken text-accent"
      >
        <rect width={`${Math.max(part * 100, bytes > 0 ? 1 : 0)}%`} height="100%" fill="currentColor" />
      </svg>
    </span>
  )
}
