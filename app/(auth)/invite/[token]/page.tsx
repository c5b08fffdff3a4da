import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Welcome } from '#components/accounts/welcome.tsx'
import { AcceptInvite } from '#components/rooms/accept-invite.tsx'
import { buttonClass } from '#components/ui/button.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { currentViewer } from '#lib/auth/viewer.ts'
import { settingsOf } from '#lib/instance/settings.ts'
import { invitedTo } from '#lib/rooms/invites.ts'
import { services } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('accounts.invitation.title'))

export default async function Page({ params }: PageProps<'/invite/[token]'>) {
  const t = await getTranslations()
  const { token } = await params
  const { world } = services()
  const [room, { name }] = await Promise.all([invitedTo(world, token), settingsOf(world)])
  if (!room)
    return (
      <Welcome name={name} title={t('accounts.invitation.spent')}>
        <p className="text-ink-soft">{t('accounts.invitation.spentBody')}</p>
        <PlaceLink href="/rooms" className={buttonClass('primary')}>
          {t('common.allRooms')}
        </PlaceLink>
      </Welcome>
    )
  const here = encodeURIComponent(`/invite/${token}`)
  if (!(await currentViewer())) redirect(`/register?invite=${encodeURIComponent(token)}&next=${here}`)
  return (
    <Welcome name={name} title={t('accounts.invitation.heading', { room: room.name })}>
      <AcceptInvite token={token} />
    </Welcome>
  )
}
