import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { IconButton } from '#components/ui/icon-button.tsx'
import type { LinkPreview } from '#lib/previews/schema.ts'

type Props = { preview: LinkPreview; onRemove?: () => void }

/**
 * What a link shows of itself. Whose page it is stands there by its address, whatever the page calls itself.
 */
export function Preview({ preview, onRemove }: Props) {
  const t = useTranslations()
  const { url, title, description, siteName, image } = preview
  const host = URL.parse(url)?.host ?? ''
  return (
    <div
      data-testid="preview"
      className="flex w-112 max-w-full items-start gap-3 rounded-lg border border-line border-s-4 bg-raised p-3"
    >
      <div className="min-w-0 flex-1" dir="auto">
        <p className="truncate text-ink-soft text-xs">
          {siteName && (
            <>
              <bdi>{siteName}</bdi> ·{' '}
            </>
          )}
          <bdi>{host}</bdi>
        </p>
        <a
          href={url}
          target="_blank"
          rel="noopener noreferrer"
          className="line-clamp-2 font-medium text-accent-text hover:underline"
        >
          {title}
        </a>
        {description && <p className="line-clamp-2 text-ink-soft text-sm">{description}</p>}
      </div>
      {image && (
        // biome-ignore lint/performance/noImgElement: whether one may see it is checked on every read.
        <img
          src={image.url}
          alt=""
          width={80}
          height={80}
          decoding="async"
          className="size-20 shrink-0 rounded-md bg-sunken object-cover"
        />
      )}
      {onRemove && (
        <IconButton label={t('previews.remove', { host })} onClick={onRemove} className="-mt-2 -me-2">
          <X size={16} aria-hidden />
        </IconButton>
      )}
    </div>
  )
}
