import { shownAs } from '#lib/files/policy.ts'
import type { Attachment } from '#lib/files/schema.ts'
import { FileCard } from './file-card.tsx'
import { Picture } from './picture.tsx'
import { Player } from './player.tsx'

type Props = { files: readonly Attachment[]; onShow: (fileId: string) => void }

/** The files of a message: pictures to look at, what plays, and downloads. */
export function Attachments({ files, onShow }: Props) {
  if (files.length === 0) return null
  const pictures = files.filter((file) => shownAs(file) === 'picture')
  const others = files.filter((file) => !pictures.includes(file))
  return (
    <div data-testid="attachments" className="flex flex-col gap-2 py-1">
      {pictures.length > 0 && (
        <div className="flex flex-wrap items-start gap-2">
          {pictures.map((file) => (
            <Picture key={file.id} file={file} onOpen={() => onShow(file.id)} />
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
    </div>
  )
}
