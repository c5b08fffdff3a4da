import { useTranslations } from 'next-intl'
import { useOwnMedia } from '#components/calls/use-call.ts'
import { Select } from '#components/ui/select.tsx'
import { Switch } from '#components/ui/switch.tsx'
import type { Call } from '#lib/calls/browser/call.ts'
import { deviceName } from '#lib/calls/browser/devices/device-news.ts'
import { type Kind, kinds } from '#lib/calls/browser/devices/devices.ts'

type Props = { call: Call; kind: Kind }

/** Which microphone, camera and speaker. */
export const DevicePickers = ({ call }: { call: Call }) =>
  kinds.map((kind) => <DevicePicker key={kind} call={call} kind={kind} />)

/** Which one of a kind, and what the browser does to its sound or picture. */
export function DevicePicker({ call, kind }: Props) {
  const t = useTranslations()
  const { chosen, blur } = useOwnMedia(call)
  return (
    <div className="flex min-w-0 flex-col gap-2 empty:hidden">
      <Choice call={call} kind={kind} />
      {kind === 'microphone' && (
        <Switch
          label={t('calls.devices.noiseSuppression')}
          checked={chosen.noiseSuppression ?? true}
          onChange={(on) => void call.own.suppressNoise(on)}
        />
      )}
      {kind === 'camera' && blur !== null && (
        <Switch
          label={t('calls.devices.blur')}
          checked={blur}
          onChange={(on) => void call.own.blurBackground(on)}
        />
      )}
    </div>
  )
}

function Choice({ call, kind }: Props) {
  const t = useTranslations()
  const { lists, chosen, tracks } = useOwnMedia(call)
  const used = (kind !== 'speaker' && tracks[kind]?.getSettings().deviceId) || chosen[kind]
  const known = lists[kind].find(({ id }) => id === used) ?? lists[kind][0]
  if (!known) return null
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span aria-hidden className="text-sm opacity-80">
        {t(`calls.devices.${kind}`)}
      </span>
      <Select
        label={t(`calls.devices.${kind}`)}
        value={known.id}
        options={lists[kind].map(({ id, name }) => ({ value: id, label: deviceName(t, kind, name) }))}
        onChange={(id) => void call.own.choose(kind, id)}
      />
    </div>
  )
}
