import { getTranslations } from 'next-intl/server'
import { Welcome } from '#components/accounts/welcome.tsx'
import { AcceptInvite } from '#components/rooms/accept-invite.tsx'
import { buttonClass } from '#components/ui/button.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { signedIn } from '#lib/auth/viewer.ts'
import { currentPlace } from '#lib/http/place.ts'
import { invitedTo } from '#lib/rooms/invites.ts'
import { services } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('accounts.invitation.title'))

export default async function Page({ params }: PageProps<'/invite/[token]'>) {
  const t = await getTranslations()
  const { token } = await params
  const { world } = services()
  const [invitation, { name }] = await Promise.all([invitedTo(world, token), currentPlace()])
  if (!invitation)
    return (
      <Welcome name={name} title={t('accounts.invitation.spent')}>
        <p className="text-ink-soft">{t('accounts.invitation.spentBody')}</p>
        <PlaceLink href="/rooms" className={buttonClass('primary')}>
          {t('common.allRooms')}
        </PlaceLink>
      </Welcome>
    )
  const isIn = (await signedIn()) !== null
  const next = `next=${encodeURIComponent(`/invite/${token}`)}`
  return (
    <Welcome name={name} title={t('accounts.invitation.heading', { room: invitation.room })}>
      <p className="text-ink-soft">
        {t(isIn ? 'accounts.invitation.byToViewer' : 'accounts.invitation.by', { name: invitation.by })}
      </p>
      {isIn ? (
        <AcceptInvite token={token} />
      ) : (
        <div className="flex flex-col gap-3">
          <PlaceLink
            href={`/register?invite=${encodeURIComponent(token)}&${next}`}
            className={buttonClass('primary')}
          >
            {t('accounts.invitation.register')}
          </PlaceLink>
          <PlaceLink href={`/sign-in?${next}`} className={buttonClass('plain')}>
            {t('accounts.invitation.signIn')}
          </PlaceLink>
        </div>
      )}
    </Welcome>
  )
}
