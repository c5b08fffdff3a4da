import { MonitorUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useRef } from 'react'
import { cx } from '#components/ui/classes.ts'
import type { Call } from '#lib/calls/browser/call.ts'
import type { View } from '#lib/calls/browser/state/layout.ts'
import type { Participant } from '#lib/calls/schema.ts'
import { useWant } from './use-want.ts'
import { Video } from './video.tsx'

type Props = {
  className: string
  call: Call
  view: View
  pinned: View | null
  participant: Participant
  own: boolean
  track: MediaStreamTrack
  actions: ReactNode
}

/** A shared screen: the whole of it, never cropped. */
export function ScreenTile({ className, call, view, pinned, participant, own, track, actions }: Props) {
  const place = useRef<HTMLLIElement>(null)
  useWant(call, view, place, pinned)
  const t = useTranslations()
  const { name } = participant
  const words = own ? t('calls.stage.ownScreen') : t('calls.stage.screen', { name })
  return (
    <li
      ref={place}
      data-testid="screen"
      data-participant={view.participantId}
      data-face={words}
      className={cx(
        'group relative min-h-20 min-w-0 overflow-hidden rounded-xl bg-corridor-raised',
        className,
      )}
    >
      <Video track={track} fit="contain" />
      <span className="absolute bottom-2 start-2 flex max-w-[calc(100%-1rem)] items-center gap-1.5 rounded-md bg-corridor/85 px-2 py-1 text-sm">
        <MonitorUp size={14} aria-hidden className="shrink-0" />
        <span className="truncate">{words}</span>
      </span>
      {actions}
    </li>
  )
}
