import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { Welcome } from '#components/accounts/welcome.tsx'
import { AcceptInvite } from '#components/rooms/accept-invite.tsx'
import { buttonClass } from '#components/ui/button.tsx'
import { currentViewer } from '#lib/auth/viewer.ts'
import { invitedTo } from '#lib/rooms/invites.ts'
import { services } from '#lib/services.ts'

export const metadata: Metadata = { title: 'Invitation' }

export default async function Page({ params }: PageProps<'/invite/[token]'>) {
  const { token } = await params
  const room = await invitedTo(services().world, token)
  if (!room)
    return (
      <Welcome title="This invitation is no longer good">
        <p className="text-ink-soft">
          It is used up, its time has run out, or whoever made it cannot invite people there any more. Ask for
          a new link.
        </p>
        <Link href="/rooms" className={buttonClass('primary')}>
          All rooms
        </Link>
      </Welcome>
    )
  const here = encodeURIComponent(`/invite/${token}`)
  if (!(await currentViewer())) redirect(`/register?invite=${encodeURIComponent(token)}&next=${here}`)
  return (
    <Welcome title={`You are invited to ${room.name}`}>
      <AcceptInvite token={token} />
    </Welcome>
  )
}
