import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { PersonName } from '#components/rooms/members/person-name.tsx'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { PlaceLink } from '#components/ui/place-link.tsx'
import type { Person } from '#lib/accounts/schema.ts'
import { origins } from '#lib/messages/browser/origins.ts'
import type { Origin } from '#lib/messages/schema.ts'
import { ForwardedFrom } from './forwarded-from.tsx'

type Props = { author: Person; roomId: string; messageId: string }

/** Whose words a message passes on, and where they were said, for whoever may see that room. */
export function ForwardedLine({ author, roomId, messageId }: Props) {
  const t = useTranslations()
  const roomName = useRoomName()
  const [origin, setOrigin] = useState<Origin | null>(null)
  useEffect(() => {
    let isHere = true
    void origins.of(roomId, messageId).then((found) => isHere && setOrigin(found))
    return () => {
      isHere = false
    }
  }, [roomId, messageId])
  return (
    <ForwardedFrom author={author} shown={<PersonName person={author} className="font-medium" />}>
      {origin?.room && (
        <>
          {' '}
          <PlaceLink
            href={`/rooms/${origin.room.id}${origin.seq === null ? '' : `?message=${origin.seq}`}`}
            className="underline underline-offset-2 hover:text-ink"
          >
            {t.rich('messages.forward.in', {
              name: roomName(origin.room),
              room: (name) => <bdi>{name}</bdi>,
            })}
          </PlaceLink>
        </>
      )}
    </ForwardedFrom>
  )
}
