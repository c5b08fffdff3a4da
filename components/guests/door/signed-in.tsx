import { useTranslations } from 'next-intl'
import { Welcome } from '#components/accounts/welcome.tsx'
import { buttonClass } from '#components/ui/button.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { isGuestOfRoom } from '#lib/accounts/policy.ts'
import type { Viewer } from '#lib/accounts/schema.ts'
import { AsYourself } from './as-yourself.tsx'

type Props = {
  /** The installation's name, and the room's. */
  name: string
  room: { id: string; name: string }
  viewer: Viewer
  /** In it already, may join it, or neither. */
  stands: 'in' | 'before' | 'outside'
}

/** In front of a guest link, for whoever is somebody here already: as themselves, or not at all. */
export function SignedIn({ name, room, viewer, stands }: Props) {
  const t = useTranslations()
  if (stands === 'outside')
    return (
      <Welcome name={name} title={t('guests.door.outside', { room: room.name })}>
        <p className="text-ink-soft">
          {t(isGuestOfRoom(viewer) ? 'guests.door.guestElsewhere' : 'guests.door.notAsGuest', {
            name: viewer.name,
          })}
        </p>
        <PlaceLink href="/rooms" className={buttonClass('primary')}>
          {t('common.allRooms')}
        </PlaceLink>
      </Welcome>
    )
  return (
    <Welcome name={name} title={t('guests.door.heading', { room: room.name })}>
      <p className="text-ink-soft">
        {t(stands === 'in' ? 'guests.door.isIn' : 'guests.door.asYourself', { name: viewer.name })}
      </p>
      {stands === 'in' ? (
        <PlaceLink href={`/rooms/${room.id}`} className={buttonClass('primary')}>
          {t('guests.door.goIn')}
        </PlaceLink>
      ) : (
        <AsYourself roomId={room.id} />
      )}
    </Welcome>
  )
}
