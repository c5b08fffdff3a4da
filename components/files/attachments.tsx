'use client'

import { useState } from 'react'
import { lazily } from '#components/ui/lazily.tsx'
import { shownAs } from '#lib/files/policy.ts'
import type { Attachment } from '#lib/files/schema.ts'
import { FileCard } from './file-card.tsx'
import { Picture } from './picture.tsx'
import { Player } from './player.tsx'

/** Only who looks at a picture loads what shows it large. */
const Lightbox = lazily(() => import('./lightbox.tsx'))

/** The files of a message: pictures to look at, what plays, and downloads. */
export function Attachments({ files }: { files: readonly Attachment[] }) {
  const [shown, setShown] = useState<string | null>(null)
  if (files.length === 0) return null
  const pictures = files.filter((file) => shownAs(file) === 'picture')
  const others = files.filter((file) => !pictures.includes(file))
  return (
    <div data-testid="attachments" className="flex flex-col gap-2 py-1">
      {pictures.length > 0 && (
        <div className="flex flex-wrap items-start gap-2">
          {pictures.map((file) => (
            <Picture key={file.id} file={file} onOpen={() => setShown(file.id)} />
          ))}
        </div>
      )}
      {others.map((file) =>
        shownAs(file) === 'download' ? (
          <FileCard key={file.id} file={file} />
        ) : (
          <Player key={file.id} file={file} />
        ),
      )}
      {shown !== null && <Lightbox pictures={pictures} shown={shown} onShow={setShown} />}
    </div>
  )
}
