import { getTranslations } from 'next-intl/server'
import { RelayCheck } from '#components/calls/panel/relay-check.tsx'
import { ListTitle } from '#components/rooms/list-page.tsx'
import { requireAdministrator } from '#lib/auth/viewer.ts'
import { iceServersFor } from '#lib/calls/ice-servers.ts'
import { services } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('calls.relays.title'))

export default async function Page() {
  const viewer = await requireAdministrator('/admin/calls')
  const t = await getTranslations()
  const { env, now } = services().world
  return (
    <div className="flex max-w-2xl flex-col gap-5">
      <ListTitle>{t('calls.relays.title')}</ListTitle>
      <p className="text-ink-soft">{t('calls.relays.intro')}</p>
      <RelayCheck iceServers={iceServersFor(env, viewer.userId, now())} />
    </div>
  )
}
