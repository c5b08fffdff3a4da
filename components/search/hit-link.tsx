import { Paperclip } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useTimes } from '#components/messages/list/use-times.ts'
import { RoomDoor } from '#components/rooms/browse/room-door.tsx'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { messagePath } from '#lib/messages/browser/message-path.ts'
import { roomsToNames } from '#lib/rooms/browser/room-names.ts'
import type { Hit, SnippetPart } from '#lib/search/schema.ts'

/** A message that was found: where, by whom, when, and what in it was looked for. Leads to it. */
export function HitLink({ hit }: { hit: Hit }) {
  const t = useTranslations()
  const times = useTimes()
  const roomName = useRoomName()
  return (
    <PlaceLink
      href={messagePath(hit)}
      className="flex min-w-0 flex-1 flex-col gap-1 rounded-xl px-3 py-2.5 transition-colors hover:bg-sunken"
    >
      <span className="flex min-w-0 items-center gap-2 text-ink-soft text-sm">
        <RoomDoor room={hit.room} />
        <bdi className="truncate">{roomName(hit.room)}</bdi>
        <time dateTime={hit.createdAt} title={times.full(hit.createdAt)} className="ms-auto shrink-0 text-xs">
          {times.dayAndClock(hit.createdAt)}
        </time>
      </span>
      <span className="min-w-0">
        <bdi className="font-semibold">{hit.author.name}</bdi>
        {hit.attachments.length > 0 && (
          <span className="ms-2 inline-flex items-center gap-1 text-ink-soft text-xs">
            <Paperclip size={12} aria-hidden />
            {t('search.files', { count: hit.attachments.length })}
          </span>
        )}
        <span dir="auto" className="line-clamp-4 whitespace-pre-line break-words [overflow-wrap:anywhere]">
          {withKeys(hit.snippet).map(({ key, text, hit: found }) =>
            found ? (
              <mark key={key} className="rounded-sm bg-accent text-on-accent">
                {text}
              </mark>
            ) : (
              roomsToNames(text)
            ),
          )}
        </span>
      </span>
    </PlaceLink>
  )
}

/** Parts of one snippet never change places: where one begins is its key. */
const withKeys = (parts: SnippetPart[]) => {
  let at = 0
  return parts.map((part) => {
    const key = at
    at += part.text.length
    return { ...part, key }
  })
}
