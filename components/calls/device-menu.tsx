import { Settings2 } from 'lucide-react'
import { PopoverPopup, PopoverRoot, PopoverTrigger } from '#components/ui/popover.tsx'
import type { Call } from '#lib/calls/browser/call.ts'
import { controlClass } from './control.tsx'
import { DevicePickers } from './device-pickers.tsx'
import { useOwnMedia } from './use-call.ts'

/** Another microphone or camera while in the call. */
export function DeviceMenu({ call }: { call: Call }) {
  const { lists } = useOwnMedia(call)
  if (lists.microphone.length < 2 && lists.camera.length < 2) return null
  return (
    <PopoverRoot>
      <PopoverTrigger aria-label="Devices" className={controlClass('on')}>
        <Settings2 size={20} aria-hidden />
      </PopoverTrigger>
      <PopoverPopup label="Devices">
        <div className="flex w-72 max-w-[90vw] flex-col gap-3 p-2">
          <DevicePickers call={call} />
        </div>
      </PopoverPopup>
    </PopoverRoot>
  )
}
