import { useTranslations } from 'next-intl'
import type { RefObject } from 'react'
import { useCall, useOwnMedia } from '#components/calls/use-call.ts'
import { cx } from '#components/ui/classes.ts'
import type { Call } from '#lib/calls/browser/call.ts'
import { arrange, isSame, type Layout, type View } from '#lib/calls/browser/state/layout.ts'
import { receptions, troublesOfOthers } from '#lib/calls/browser/state/receptions.ts'
import type { Participant } from '#lib/calls/schema.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { ScreenTile } from './screen-tile.tsx'
import { Tile } from './tile.tsx'
import { TileActions } from './tile-actions.tsx'

/** Rows of equal height fill the room, and an odd last tile stands in the middle. */
const widthAmong = (count: number): string => {
  if (count === 1) return 'basis-full'
  if (count === 2) return 'basis-full @xl:basis-[calc(50%-0.5rem)]'
  if (count <= 4) return 'basis-[calc(50%-0.5rem)]'
  return 'basis-[calc(50%-0.5rem)] @2xl:basis-[calc(33%-0.5rem)]'
}
const inStrip = 'aspect-video h-full shrink-0'
const keyOf = ({ participantId, kind }: View) => `${participantId} ${kind}`

type Props = {
  call: Call
  room: Room
  layout: Layout
  pinned: View | null
  onPin: (view: View | null) => void
  /** What a recording paints. */
  place?: RefObject<HTMLDivElement | null>
}

/** Everybody's tiles and shared screens: what matters now large, the rest in a strip beside it. */
export function Stage({ call, room, layout, pinned, onPin, place }: Props) {
  const t = useTranslations()
  const { participants, me, tracks, links, speaking, speaker, reactions } = useCall(call)
  const own = useOwnMedia(call)

  // Our own marks are known here first; the roster follows.
  const people = participants.map((one) => (one.participantId === me ? { ...one, media: own.media } : one))
  const byId = new Map(people.map((one) => [one.participantId, one]))
  const arriving = (id: string) => (id === me ? own.tracks : tracks.get(id))
  const screenOf = ({ participantId, media }: Participant) =>
    media.screen ? arriving(participantId)?.screen : undefined
  const { large, strip } = arrange({
    people: people.map((one) => one.participantId),
    screens: people.filter((one) => screenOf(one)).map((one) => one.participantId),
    layout,
    pinned,
    speaker,
    me,
  })
  const troubles = troublesOfOthers(t, receptions(participants, me, links), participants, me)

  const show = (view: View, className: string) => {
    const one = byId.get(view.participantId)
    if (!one) return null
    const isPinned = isSame(pinned, view)
    const shared = view.kind === 'screen' ? screenOf(one) : undefined
    const common = {
      className,
      call,
      view,
      pinned,
      participant: one,
      own: one.participantId === me,
      actions: (
        <TileActions
          room={room}
          participant={one}
          view={view}
          own={one.participantId === me}
          isPinned={isPinned}
          onPin={() => onPin(isPinned ? null : view)}
        />
      ),
    }
    if (shared) return <ScreenTile key={keyOf(view)} {...common} track={shared} />
    return (
      <Tile
        key={keyOf(view)}
        {...common}
        camera={arriving(one.participantId)?.camera}
        speaking={speaking.has(one.participantId)}
        link={links.get(one.participantId)}
        trouble={troubles.get(one.participantId)}
        reaction={reactions.findLast(({ participantId }) => participantId === one.participantId)?.emoji}
      />
    )
  }

  return (
    <div ref={place} className="flex min-h-0 flex-1 flex-col gap-2 p-2 @md:gap-3 @md:p-3">
      <ul
        aria-label={strip.length > 0 ? t('calls.stage.inFocus') : t('calls.stage.people')}
        className="flex min-h-0 flex-1 flex-wrap justify-center gap-2 overflow-y-auto p-0.5"
      >
        {large.map((view) => show(view, widthAmong(large.length)))}
      </ul>
      {strip.length > 0 && (
        <ul
          aria-label={t('calls.stage.others')}
          className={cx('flex h-20 shrink-0 gap-2 overflow-x-auto p-0.5 @lg:h-28')}
        >
          {strip.map((view) => show(view, inStrip))}
        </ul>
      )}
    </div>
  )
}
