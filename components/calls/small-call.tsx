import { PhoneOff } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Call } from '#lib/calls/browser/call.ts'
import { Control } from './control.tsx'
import { OwnControls } from './own-controls.tsx'

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
