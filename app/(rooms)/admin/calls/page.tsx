import { ArrowLeft } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { RelayCheck } from '#components/calls/panel/relay-check.tsx'
import { iconButtonClass } from '#components/ui/icon-button.tsx'
import { requireViewer } from '#lib/auth/viewer.ts'
import { iceServersFor } from '#lib/calls/ice-servers.ts'
import { mayAdminister } from '#lib/instance/policy.ts'
import { services } from '#lib/services.ts'

export const metadata: Metadata = { title: 'Calls from outside' }

export default async function Page() {
  const viewer = await requireViewer('/admin/calls')
  if (!mayAdminister(viewer)) notFound()
  const { env, now } = services().world
  return (
    <div className="flex-1 overflow-y-auto">
      <div className="mx-auto flex w-full max-w-2xl flex-col gap-5 p-4 sm:p-8">
        <div className="flex items-center gap-2">
          <Link href="/profile" aria-label="Back to the profile" className={iconButtonClass}>
            <ArrowLeft size={18} aria-hidden className="rtl:-scale-x-100" />
          </Link>
          <h1 className="font-semibold text-xl tracking-tight">Calls from outside</h1>
        </div>
        <p className="text-ink-soft">
          Sound and picture of a call go from browser to browser. Where firewalls are between them, a relay (a
          TURN server) carries them. This page tries each relay that is set up, from this browser.
        </p>
        <RelayCheck iceServers={iceServersFor(env, viewer.userId, now())} />
      </div>
    </div>
  )
}
