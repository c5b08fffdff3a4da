import { Circle, Hand, MicOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type CSSProperties, type ReactNode, useRef } from 'react'
import { PersonName } from '#components/rooms/members/person-name.tsx'
import { Avatar } from '#components/ui/avatar.tsx'
import { cx } from '#components/ui/classes.ts'
import { Spinner } from '#components/ui/spinner.tsx'
import type { Call } from '#lib/calls/browser/call.ts'
import type { LinkQuality } from '#lib/calls/browser/engines/link-quality.ts'
import type { View } from '#lib/calls/browser/state/layout.ts'
import { stateWords } from '#lib/calls/browser/state/words.ts'
import type { Participant } from '#lib/calls/schema.ts'
import { Quality } from './quality.tsx'
import { useWant } from './use-want.ts'
import { Video } from './video.tsx'

type Props = {
  place: CSSProperties
  call: Call
  view: View
  pinned: View | null
  participant: Participant
  own: boolean
  camera: MediaStreamTrack | undefined
  speaking: boolean
  link: LinkQuality | undefined
  /** What others lack of this person. */
  trouble: string | undefined
  reaction: string | undefined
  onAspect: (aspect: number) => void
  actions: ReactNode
}

/** One person in the call, and the truth about them. */
export function Tile(props: Props) {
  const { call, view, pinned, participant, own, camera, speaking, link, trouble, reaction } = props
  const { participantId, userId, name, avatarUrl, guest, media, hand } = participant
  const t = useTranslations()
  const tile = useRef<HTMLLIElement>(null)
  useWant(call, view, tile, pinned)
  const words = own ? null : stateWords(t, participant, link)
  return (
    <li
      ref={tile}
      style={props.place}
      data-testid="tile"
      data-participant={participantId}
      data-user={userId}
      data-own={own}
      data-health={own ? 'ok' : (link?.health ?? 'connecting')}
      data-speaking={speaking}
      data-face={name}
      className={cx(
        '@container-size group relative flex shrink-0 items-center justify-center overflow-hidden rounded-xl bg-corridor-raised',
        'outline-2 outline-transparent transition-[outline-color]',
        speaking && 'outline-accent',
      )}
    >
      {camera ? (
        <Video track={camera} mirrored={own} onAspect={props.onAspect} />
      ) : (
        <Avatar person={{ id: userId, name, avatarUrl }} size="fitting" />
      )}
      {words && (
        <span
          role="status"
          className="absolute inset-0 flex items-center justify-center gap-2 bg-veil px-3 text-center text-corridor-ink text-sm"
        >
          <Spinner />
          {words}
        </span>
      )}
      <span className="absolute top-2 start-2 flex max-w-[calc(100%-5rem)] flex-col items-start gap-1">
        {hand && (
          <span className="flex items-center gap-1 rounded-full bg-accent px-2 py-1 text-on-accent text-xs">
            <Hand size={14} aria-hidden />
            <span className="sr-only @3xs:not-sr-only">{t('calls.tile.hand')}</span>
          </span>
        )}
        {trouble && (
          <span role="status" className="rounded-md bg-accent-wash px-2 py-1 text-ink text-xs">
            {trouble}
          </span>
        )}
      </span>
      {reaction && (
        <span
          role="img"
          aria-label={t('calls.tile.reaction', { name, emoji: reaction })}
          className="absolute bottom-10 animate-rise text-xl"
        >
          {reaction}
        </span>
      )}
      <span className="absolute bottom-2 start-2 flex max-w-[calc(100%-1rem)] items-center gap-1.5 rounded-md bg-corridor/85 px-2 py-1 text-corridor-ink text-sm">
        {!media.microphone && (
          <MicOff size={14} role="img" aria-label={t('calls.tile.microphoneOff')} className="shrink-0" />
        )}
        {participant.recording && (
          <Circle
            size={12}
            role="img"
            aria-label={t('calls.tile.records')}
            className="shrink-0 fill-danger text-danger"
          />
        )}
        {!own && link && <Quality link={link} />}
        {own || guest ? (
          <bdi className="truncate">{t(own ? 'calls.tile.own' : 'calls.tile.guest', { name })}</bdi>
        ) : (
          <PersonName person={{ id: userId, name, avatarUrl }} className="truncate" />
        )}
      </span>
      {props.actions}
    </li>
  )
}
