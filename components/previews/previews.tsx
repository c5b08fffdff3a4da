import type { LinkPreview } from '#lib/previews/schema.ts'
import { PreviewCard } from './preview-card.tsx'

/** The link cards of a message. */
export function Previews({ cards }: { cards: readonly LinkPreview[] }) {
  if (cards.length === 0) return null
  return (
    <div className="flex flex-col gap-2 py-1">
      {cards.map((card) => (
        <PreviewCard key={card.id} card={card} />
      ))}
    </div>
  )
}
