import { useOwnMedia } from '#components/calls/use-call.ts'
import { Select } from '#components/ui/select.tsx'
import { Switch } from '#components/ui/switch.tsx'
import type { Call } from '#lib/calls/browser/call.ts'
import { type Kind, kinds } from '#lib/calls/browser/devices/devices.ts'

const names: Record<Kind, string> = { microphone: 'Microphone', camera: 'Camera', speaker: 'Speaker' }

type Props = { call: Call; kind: Kind }

/** Which microphone, camera and speaker. */
export const DevicePickers = ({ call }: { call: Call }) =>
  kinds.map((kind) => <DevicePicker key={kind} call={call} kind={kind} />)

/** Which one of a kind, and what the browser does to its sound or picture. */
export function DevicePicker({ call, kind }: Props) {
  const { chosen, blur } = useOwnMedia(call)
  return (
    <div className="flex min-w-0 flex-col gap-2 empty:hidden">
      <Choice call={call} kind={kind} />
      {kind === 'microphone' && (
        <Switch
          label="Noise suppression"
          checked={chosen.noiseSuppression ?? true}
          onChange={(on) => void call.own.suppressNoise(on)}
        />
      )}
      {kind === 'camera' && blur !== null && (
        <Switch label="Blur background" checked={blur} onChange={(on) => void call.own.blurBackground(on)} />
      )}
    </div>
  )
}

function Choice({ call, kind }: Props) {
  const { lists, chosen, tracks } = useOwnMedia(call)
  const used = (kind !== 'speaker' && tracks[kind]?.getSettings().deviceId) || chosen[kind]
  const known = lists[kind].find(({ id }) => id === used) ?? lists[kind][0]
  if (!known) return null
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span aria-hidden className="text-sm opacity-80">
        {names[kind]}
      </span>
      <Select
        label={names[kind]}
        value={known.id}
        options={lists[kind].map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => void call.own.choose(kind, id)}
      />
    </div>
  )
}
