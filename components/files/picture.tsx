import { useTranslations } from 'next-intl'
import { cx } from '#components/ui/classes.ts'
import type { Attachment } from '#lib/files/schema.ts'
import { boxOf, movesHere } from './box.ts'

type Props = { file: Attachment; onOpen: () => void }

/** A picture in the conversation; pressing it shows it large. */
export function Picture({ file, onOpen }: Props) {
  const t = useTranslations()
  const { width, height } = boxOf(file)
  const still = file.thumbnail?.url ?? file.url
  return (
    <button
      type="button"
      aria-label={t('files.pictures.show', { name: file.name })}
      onClick={onOpen}
      style={{ width, aspectRatio: `${width} / ${height}` }}
      className="max-w-full overflow-hidden rounded-lg border border-line bg-sunken"
    >
      <picture>
        {movesHere(file) && <source media="(prefers-reduced-motion: no-preference)" srcSet={file.url} />}
        <img
          src={still}
          alt={file.name}
          width={width}
          height={height}
          decoding="async"
          // In a box of its own shape it fits but for a fraction of a pixel.
          className={cx('size-full', file.width ? 'object-cover' : 'object-contain')}
        />
      </picture>
    </button>
  )
}
