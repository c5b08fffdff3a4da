import { Settings2 } from 'lucide-react'
import { controlClass } from '#components/calls/controls/control.tsx'
import { PopoverPopup, PopoverRoot, PopoverTrigger } from '#components/ui/popover.tsx'
import type { Call } from '#lib/calls/browser/call.ts'
import { DevicePickers } from './device-pickers.tsx'

/** Another microphone, camera or speaker while in the call. */
export function DeviceMenu({ call }: { call: Call }) {
  return (
    <PopoverRoot>
      <PopoverTrigger aria-label="Devices" className={controlClass('on')}>
        <Settings2 size={20} aria-hidden />
      </PopoverTrigger>
      <PopoverPopup label="Devices">
        <div className="flex w-72 max-w-[90vw] flex-col gap-4 p-2">
          <DevicePickers call={call} />
        </div>
      </PopoverPopup>
    </PopoverRoot>
  )
}
