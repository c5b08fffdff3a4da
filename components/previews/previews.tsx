import type { LinkPreview } from '#lib/previews/schema.ts'
import { Preview } from './preview.tsx'

/** The link previews of a message. */
export function Previews({ previews }: { previews: readonly LinkPreview[] }) {
  if (previews.length === 0) return null
  return (
    <div className="flex flex-col gap-2 py-1">
      {previews.map((preview) => (
        <Preview key={preview.id} preview={preview} />
      ))}
    </div>
  )
}
