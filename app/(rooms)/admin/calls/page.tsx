import { ArrowLeft } from 'lucide-react'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { RelayCheck } from '#components/calls/panel/relay-check.tsx'
import { iconButtonClass } from '#components/ui/icon-button.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { requireViewer } from '#lib/auth/viewer.ts'
import { iceServersFor } from '#lib/calls/ice-servers.ts'
import { mayAdminister } from '#lib/instance/policy.ts'
import { services } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('calls.relays.title'))

export default async function Page() {
  const viewer = await requireViewer('/admin/calls')
  if (!mayAdminister(viewer)) notFound()
  const t = await getTranslations()
  const { env, now } = services().world
  return (
    <div className="flex-1 overflow-y-auto">
      <div className="mx-auto flex w-full max-w-2xl flex-col gap-5 p-4 sm:p-8">
        <div className="flex items-center gap-2">
          <PlaceLink href="/profile" aria-label={t('calls.relays.back')} className={iconButtonClass}>
            <ArrowLeft size={18} aria-hidden className="rtl:-scale-x-100" />
          </PlaceLink>
          <h1 className="font-semibold text-xl tracking-tight">{t('calls.relays.title')}</h1>
        </div>
        <p className="text-ink-soft">{t('calls.relays.intro')}</p>
        <RelayCheck iceServers={iceServersFor(env, viewer.userId, now())} />
      </div>
    </div>
  )
}
