import { Select } from '#components/ui/select.tsx'
import type { Call } from '#lib/calls/browser/call.ts'
import { type Device, devices } from '#lib/calls/browser/devices.ts'
import { useOwnMedia } from './use-call.ts'

const names: Record<Device, string> = { microphone: 'Microphone', camera: 'Camera' }

/** Which microphone and which camera; only where there is a choice. */
export function DevicePickers({ call }: { call: Call }) {
  const { lists, chosen, tracks } = useOwnMedia(call)
  return devices
    .filter((device) => lists[device].length > 1)
    .map((device) => {
      const used = tracks[device]?.getSettings().deviceId ?? chosen[device]
      const known = lists[device].find(({ id }) => id === used) ?? lists[device][0]
      return (
        <div key={device} className="flex min-w-0 flex-col gap-1">
          <span aria-hidden className="text-sm opacity-80">
            {names[device]}
          </span>
          <Select
            label={names[device]}
            value={known?.id ?? ''}
            options={lists[device].map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id) => call.own.choose(device, id)}
          />
        </div>
      )
    })
}
