import { Hand, MicOff, WifiOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { Avatar } from '#components/ui/avatar.tsx'
import { cx } from '#components/ui/classes.ts'
import { Spinner } from '#components/ui/spinner.tsx'
import type { LinkHealth } from '#lib/calls/browser/engine.ts'
import type { Participant } from '#lib/calls/schema.ts'
import { Video } from './video.tsx'

type Props = {
  className: string
  participant: Participant
  own: boolean
  camera: MediaStreamTrack | undefined
  speaking: boolean
  health: LinkHealth
  /** What may be done about this person, if anything. */
  menu?: ReactNode
}

/** What stands on a tile whose picture cannot be trusted. */
const stateWords = (participant: Participant, health: LinkHealth): string | null => {
  if (health === 'ok' || health === 'unstable') return null
  if (participant.status === 'reconnecting' || health === 'reconnecting') return 'Reconnecting…'
  return health === 'failed' ? 'No connection yet. Still trying…' : 'Connecting…'
}

/** One person in the call. */
export function Tile({ className, participant, own, camera, speaking, health, menu }: Props) {
  const { participantId, userId, name, avatarUrl, media, hand } = participant
  const words = own ? null : stateWords(participant, health)
  return (
    <li
      data-testid="tile"
      data-participant={participantId}
      data-user={userId}
      data-own={own}
      data-health={own ? 'ok' : health}
      data-speaking={speaking}
      className={cx(
        '@container group relative flex min-h-20 min-w-0 items-center justify-center overflow-hidden rounded-xl bg-corridor-raised',
        'outline-2 outline-transparent transition-[outline-color]',
        speaking && 'outline-accent',
        className,
      )}
    >
      {media.camera && camera ? (
        <Video track={camera} mirrored={own} />
      ) : (
        <Avatar person={{ id: userId, name, avatarUrl }} size="large" />
      )}
      {words && (
        <span
          role="status"
          className="absolute inset-0 flex items-center justify-center gap-2 bg-veil text-corridor-ink text-sm"
        >
          <Spinner />
          {words}
        </span>
      )}
      {hand && (
        <span className="absolute top-2 left-2 flex items-center gap-1 rounded-full bg-accent px-2 py-1 text-on-accent text-xs">
          <Hand size={14} aria-hidden />
          <span className="sr-only @3xs:not-sr-only">Hand raised</span>
        </span>
      )}
      <span className="absolute bottom-2 left-2 flex max-w-[calc(100%-1rem)] items-center gap-1.5 rounded-md bg-corridor/85 px-2 py-1 text-corridor-ink text-sm">
        {!media.microphone && (
          <MicOff size={14} role="img" aria-label="Microphone is off" className="shrink-0" />
        )}
        {health === 'unstable' && !own && (
          <WifiOff size={14} role="img" aria-label="Unstable connection" className="shrink-0" />
        )}
        <bdi className="truncate">{own ? `${name} (you)` : name}</bdi>
      </span>
      {menu}
    </li>
  )
}
