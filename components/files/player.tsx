import { shownAs } from '#lib/files/policy.ts'
import type { Attachment } from '#lib/files/schema.ts'
import { FileCard } from './file-card.tsx'

/** A video or a sound that plays where it stands. Its box does not wait for it. */
export function Player({ file }: { file: Attachment }) {
  const shared = { src: file.url, controls: true, preload: 'metadata', 'aria-label': file.name } as const
  return (
    <div className="flex w-120 max-w-full flex-col gap-1">
      {shownAs(file) === 'video' ? (
        <video {...shared} className="aspect-video w-full rounded-lg bg-black object-contain" />
      ) : (
        <audio {...shared} className="h-12 w-full" />
      )}
      <FileCard file={file} />
    </div>
  )
}
