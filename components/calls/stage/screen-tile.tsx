import { MonitorUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type CSSProperties, type ReactNode, useRef } from 'react'
import type { Call } from '#lib/calls/browser/call.ts'
import type { View } from '#lib/calls/browser/state/layout.ts'
import type { Participant } from '#lib/calls/schema.ts'
import { useWant } from './use-want.ts'
import { Video } from './video.tsx'

type Props = {
  place: CSSProperties
  call: Call
  view: View
  pinned: View | null
  participant: Participant
  own: boolean
  track: MediaStreamTrack
  onAspect: (aspect: number) => void
  actions: ReactNode
}

/** A shared screen: the whole of it, never cropped. */
export function ScreenTile(props: Props) {
  const { place, call, view, pinned, participant, own, track, onAspect, actions } = props
  const tile = useRef<HTMLLIElement>(null)
  useWant(call, view, tile, pinned)
  const t = useTranslations()
  const { name } = participant
  const words = own ? t('calls.stage.ownScreen') : t('calls.stage.screen', { name })
  return (
    <li
      ref={tile}
      style={place}
      data-testid="screen"
      data-participant={view.participantId}
      data-face={words}
      className="group relative shrink-0 overflow-hidden rounded-xl bg-corridor-raised"
    >
      <Video track={track} fit="contain" onAspect={onAspect} />
      <span className="absolute bottom-2 start-2 flex max-w-[calc(100%-1rem)] items-center gap-1.5 rounded-md bg-corridor/85 px-2 py-1 text-sm">
        <MonitorUp size={14} aria-hidden className="shrink-0" />
        <span className="truncate">{words}</span>
      </span>
      {actions}
    </li>
  )
}
