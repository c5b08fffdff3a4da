import { PhoneOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Control } from '#components/calls/controls/control.tsx'
import { OwnControls } from '#components/calls/controls/own-controls.tsx'
import type { Call } from '#lib/calls/browser/call.ts'

/** The call in a small window of its own: the stage and what one needs at once. */
export function SmallCall({ call, children }: { call: Call; children: ReactNode }) {
  const t = useTranslations()
  return (
    <div className="corridor @container flex h-dvh flex-col">
      {children}
      <div role="toolbar" aria-label={t('calls.controls.label')} className="flex justify-center gap-2 pb-2">
        <OwnControls call={call} />
        <Control label={t('calls.leave')} look="danger" onClick={call.leave}>
          <PhoneOff size={20} aria-hidden />
        </Control>
      </div>
    </div>
  )
}
