import { useTranslations } from 'next-intl'
import type { CSSProperties, RefObject } from 'react'
import { CallTimer } from '#components/calls/call-timer.tsx'
import { useCall, useOwnMedia } from '#components/calls/use-call.ts'
import type { Call } from '#lib/calls/browser/call.ts'
import { arrange, isSame, type Layout, type OwnTile, type View } from '#lib/calls/browser/state/layout.ts'
import { receptions, troublesOfOthers } from '#lib/calls/browser/state/receptions.ts'
import { type Shape, shapeOfFace, shapeOfPicture, shapeOfWhole } from '#lib/calls/browser/state/tiling.ts'
import type { Participant } from '#lib/calls/schema.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { ScreenTile } from './screen-tile.tsx'
import { Tile } from './tile.tsx'
import { TileActions } from './tile-actions.tsx'
import { Tiles } from './tiles.tsx'
import { useAspects } from './use-aspects.ts'

/** Until a picture has come. */
const usualAspect = 16 / 9
const keyOf = ({ participantId, kind }: View) => `${participantId} ${kind}`

type Props = {
  call: Call
  room: Room
  layout: Layout
  ownTile: OwnTile
  pinned: View | null
  onPin: (view: View | null) => void
  /** What a recording paints. */
  place?: RefObject<HTMLDivElement | null>
}

/** Everybody's tiles and shared screens: what matters now large, the rest in a strip beside it. */
export function Stage({ call, room, layout, ownTile, pinned, onPin, place }: Props) {
  const t = useTranslations()
  const { participants, me, tracks, links, speaking, speaker, reactions } = useCall(call)
  const own = useOwnMedia(call)
  const { aspects, tell } = useAspects()

  // Our own marks are known here first; the roster follows.
  const people = participants.map((one) => (one.participantId === me ? { ...one, media: own.media } : one))
  const byId = new Map(people.map((one) => [one.participantId, one]))
  const arriving = (id: string) => (id === me ? own.tracks : tracks.get(id))
  const screenOf = ({ participantId, media }: Participant) =>
    media.screen ? arriving(participantId)?.screen : undefined
  const { large, strip, corner } = arrange({
    people: people.map((one) => one.participantId),
    screens: people.filter((one) => screenOf(one)).map((one) => one.participantId),
    layout,
    pinned,
    speaker,
    me,
    own: ownTile,
  })
  const troubles = troublesOfOthers(t, receptions(participants, me, links), participants, me)

  const cameraOf = ({ participantId, media }: Participant) =>
    media.camera && !links.get(participantId)?.spared ? arriving(participantId)?.camera : undefined
  const aspectOf = (view: View) => aspects.get(keyOf(view)) ?? usualAspect
  const shapeOf = (view: View): Shape => {
    if (view.kind === 'screen') return shapeOfWhole(aspectOf(view))
    const one = byId.get(view.participantId)
    return one && cameraOf(one) ? shapeOfPicture(aspectOf(view)) : shapeOfFace
  }
  /** The strip is one line, each tile of its own width. */
  const inStrip = (view: View): CSSProperties => {
    const isPicture = view.kind === 'screen' || shapeOf(view) !== shapeOfFace
    return { height: '100%', aspectRatio: isPicture ? aspectOf(view) : usualAspect }
  }

  const show = (view: View | undefined, place: CSSProperties) => {
    const one = view && byId.get(view.participantId)
    if (!one) return null
    const isPinned = isSame(pinned, view)
    const shared = view.kind === 'screen' ? screenOf(one) : undefined
    const common = {
      place,
      call,
      view,
      pinned,
      participant: one,
      own: one.participantId === me,
      onAspect: (aspect: number) => tell(keyOf(view), aspect),
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
        camera={cameraOf(one)}
        speaking={speaking.has(one.participantId)}
        link={links.get(one.participantId)}
        trouble={troubles.get(one.participantId)}
        reaction={reactions.findLast(({ participantId }) => participantId === one.participantId)?.emoji}
      />
    )
  }

  return (
    <div ref={place} className="flex min-h-0 flex-1 flex-col gap-2 p-2 @md:gap-3 @md:p-3">
      <p className="-my-1 self-center text-corridor-soft text-xs @md:-my-2">
        <CallTimer call={call} />
      </p>
      <div className="relative flex min-h-0 flex-1 flex-col">
        <Tiles
          label={strip.length > 0 ? t('calls.stage.inFocus') : t('calls.stage.people')}
          shapes={large.map(shapeOf)}
        >
          {(at, place) => show(large[at], place)}
        </Tiles>
        {corner && (
          <ul
            aria-label={t('calls.stage.yourself')}
            className="absolute end-2 bottom-2 flex h-1/4 min-h-20 rounded-xl shadow-raised"
          >
            {show(corner, inStrip(corner))}
          </ul>
        )}
      </div>
      {strip.length > 0 && (
        <ul
          aria-label={t('calls.stage.others')}
          className="flex h-20 shrink-0 gap-2 overflow-x-auto p-0.5 @lg:h-28"
        >
          {strip.map((view) => show(view, inStrip(view)))}
        </ul>
      )}
    </div>
  )
}
