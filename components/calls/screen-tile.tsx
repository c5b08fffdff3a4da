import { MonitorUp } from 'lucide-react'
import { Video } from './video.tsx'

type Props = { participantId: string; name: string; own: boolean; track: MediaStreamTrack }

/** A shared screen: the whole of it, never cropped. */
export function ScreenTile({ participantId, name, own, track }: Props) {
  return (
    <figure
      data-testid="screen"
      data-participant={participantId}
      className="relative min-h-20 flex-1 overflow-hidden rounded-xl bg-corridor-raised"
    >
      <Video track={track} fit="contain" />
      <figcaption className="absolute bottom-2 left-2 flex max-w-[calc(100%-1rem)] items-center gap-1.5 rounded-md bg-corridor/85 px-2 py-1 text-sm">
        <MonitorUp size={14} aria-hidden className="shrink-0" />
        <span className="truncate">{own ? 'You share your screen' : `${name} shares their screen`}</span>
      </figcaption>
    </figure>
  )
}
