import { Settings2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { controlClass } from '#components/calls/controls/control.tsx'
import { PopoverPopup, PopoverRoot, PopoverTrigger } from '#components/ui/popover.tsx'
import type { Call } from '#lib/calls/browser/call.ts'
import { DevicePickers } from './device-pickers.tsx'

/** Another microphone, camera or speaker while in the call. */
export function DeviceMenu({ call }: { call: Call }) {
  const t = useTranslations()
  return (
    <PopoverRoot>
      <PopoverTrigger aria-label={t('calls.devices.label')} className={controlClass('on')}>
        <Settings2 size={20} aria-hidden />
      </PopoverTrigger>
      <PopoverPopup label={t('calls.devices.label')}>
        <div className="flex w-72 max-w-[90vw] flex-col gap-4 p-2">
          <DevicePickers call={call} />
        </div>
      </PopoverPopup>
    </PopoverRoot>
  )
}
