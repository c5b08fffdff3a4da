import { cx } from '#components/ui/classes.ts'
import type { Call } from '#lib/calls/call.ts'
import { Controls } from './controls.tsx'
import { Notices } from './notices.tsx'
import { ScreenTile } from './screen-tile.tsx'
import { Tile } from './tile.tsx'
import { useCall, useOwnMedia } from './use-call.ts'
import { useCallKeys } from './use-call-keys.ts'

const columns = (people: number): string => {
  if (people === 1) return 'grid-cols-1'
  if (people === 2) return 'grid-cols-1 @xl:grid-cols-2'
  return people <= 4 ? 'grid-cols-2' : 'grid-cols-2 @2xl:grid-cols-3 @5xl:grid-cols-4'
}

/** The call itself: everybody's tiles, shared screens above them, controls below. */
export function InCall({ call }: { call: Call }) {
  const { participants, me, tracks, health, speaking } = useCall(call)
  const own = useOwnMedia(call)
  useCallKeys(call)

  // Our own marks are known here first; the roster follows.
  const people = participants.map((one) => (one.participantId === me ? { ...one, media: own.media } : one))
  const arriving = (id: string) => (id === me ? own.tracks : tracks.get(id))
  const screens = people.flatMap(({ participantId, name, media }) => {
    const track = media.screen ? arriving(participantId)?.screen : undefined
    return track ? [{ participantId, name, track, own: participantId === me }] : []
  })
  return (
    <>
      <Notices call={call} />
      <div className="flex min-h-0 flex-1 flex-col gap-2 p-2 @md:gap-3 @md:p-3">
        {screens.map((screen) => (
          <ScreenTile key={screen.participantId} {...screen} />
        ))}
        <ul
          aria-label="People in the call"
          className={cx(
            'grid min-h-0 flex-1 auto-rows-fr gap-2 overflow-y-auto p-0.5 @md:gap-3',
            columns(people.length),
          )}
        >
          {people.map((one) => (
            <Tile
              key={one.participantId}
              participant={one}
              own={one.participantId === me}
              camera={arriving(one.participantId)?.camera}
              speaking={speaking.has(one.participantId)}
              health={health.get(one.participantId) ?? 'connecting'}
            />
          ))}
        </ul>
      </div>
      <Controls call={call} />
    </>
  )
}
