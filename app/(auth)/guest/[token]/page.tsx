import { getTranslations } from 'next-intl/server'
import { Welcome } from '#components/accounts/welcome.tsx'
import { GuestDoor } from '#components/guests/door/guest-door.tsx'
import { SignedIn } from '#components/guests/door/signed-in.tsx'
import { buttonClass } from '#components/ui/button.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { currentViewer } from '#lib/auth/viewer.ts'
import { holdsCalls } from '#lib/calls/policy.ts'
import { isRefusal } from '#lib/errors.ts'
import { roomOfLink, standsBefore } from '#lib/guests/visits.ts'
import { settingsOf } from '#lib/instance/settings.ts'
import { contextOf, services } from '#lib/services.ts'
import { refusalWords } from '#lib/words/refusal-words.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('guests.door.title'))

export default async function Page({ params }: PageProps<'/guest/[token]'>) {
  const t = await getTranslations()
  const { token } = await params
  const { world } = services()
  const { name } = await settingsOf(world)
  const room = await roomOfLink(world, token).catch((error: unknown) => {
    if (isRefusal(error)) return error
    throw error
  })
  if (room instanceof Error)
    return (
      <Welcome name={name} title={t('guests.door.spent')}>
        <p className="text-ink-soft">{refusalWords(t, room)}</p>
        <PlaceLink href="/sign-in" className={buttonClass('plain')}>
          {t('guests.door.signIn')}
        </PlaceLink>
      </Welcome>
    )
  const viewer = await currentViewer()
  if (viewer) {
    const stands = await standsBefore(contextOf(viewer), room.id)
    return <SignedIn name={name} room={room} viewer={viewer} stands={stands} />
  }
  const signIn = `/sign-in?next=${encodeURIComponent(`/guest/${token}`)}`
  return (
    <Welcome name={name} title={t('guests.door.heading', { room: room.name })}>
      <p className="text-ink-soft">{t('guests.door.body', { place: name })}</p>
      <GuestDoor token={token} roomId={room.id} hasCalls={holdsCalls(room)} />
      <PlaceLink
        href={signIn}
        className="self-start font-medium text-accent-text text-sm underline underline-offset-2"
      >
        {t('guests.door.haveAccount')}
      </PlaceLink>
    </Welcome>
  )
}
