import { betweenColons } from '#lib/emoji/name.ts'
import type { CustomEmoji as Emoji } from '#lib/emoji/schema.ts'

/**
 * The picture of an emoji, as high as the text around it, asked for once it comes into view: there may be
 * hundreds to choose from. Its name stands below, where it is cut off: so it
 * is what is copied, and what is read aloud.
 */
export function CustomEmoji({ emoji: { name, url } }: { emoji: Pick<Emoji, 'name' | 'url'> }) {
  return (
    <span
      title={betweenColons(name)}
      data-testid="custom-emoji"
      className="inline-block size-[1.375em] overflow-hidden whitespace-normal align-[-0.3em]"
    >
      {/* biome-ignore lint/performance/noImgElement: small already, and guarded. */}
      <img src={url} alt="" loading="lazy" className="inline size-full object-contain align-top" />
      {betweenColons(name)}
    </span>
  )
}
