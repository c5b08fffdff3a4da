import { PhoneOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { Control } from '#components/calls/controls/control.tsx'
import { OwnControls } from '#components/calls/controls/own-controls.tsx'
import type { Call } from '#lib/calls/browser/call.ts'

/** The call in a small window of its own: the stage and what one needs at once. */
export function SmallCall({ call, children }: { call: Call; children: ReactNode }) {
  return (
    <div className="corridor @container flex h-dvh flex-col">
      {children}
      <div role="toolbar" aria-label="Call controls" className="flex justify-center gap-2 pb-2">
        <OwnControls call={call} />
        <Control label="Leave call" look="danger" onClick={call.leave}>
          <PhoneOff size={20} aria-hidden />
        </Control>
      </div>
    </div>
  )
}
