import { cx } from '#components/ui/classes.ts'
import type { Call } from '#lib/calls/browser/call.ts'
import { canModerate } from '#lib/rooms/policy.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { Controls } from './controls.tsx'
import { Notices } from './notices.tsx'
import { ScreenTile } from './screen-tile.tsx'
import { Tile } from './tile.tsx'
import { TileMenu } from './tile-menu.tsx'
import { useCall, useOwnMedia } from './use-call.ts'
import { useCallKeys } from './use-call-keys.ts'

/** Rows of equal height fill the room, and an odd last tile stands in the middle. */
const tileWidth = (people: number): string => {
  if (people === 1) return 'basis-full'
  if (people === 2) return 'basis-full @xl:basis-[calc(50%-0.5rem)]'
  if (people <= 4) return 'basis-[calc(50%-0.5rem)]'
  return 'basis-[calc(50%-0.5rem)] @2xl:basis-[calc(33%-0.5rem)]'
}
/** Beside a shared screen people stand in one line. */
const stripWidth = 'aspect-video h-full shrink-0'

type Props = { call: Call; room: Room; chatOpen: boolean; onChat: () => void }

/** The call itself: everybody's tiles, shared screens above them, controls below. */
export function InCall({ call, room, chatOpen, onChat }: Props) {
  const { participants, me, tracks, links, speaking } = useCall(call)
  const own = useOwnMedia(call)
  useCallKeys(call, onChat)

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
            'flex justify-center gap-2 p-0.5',
            screens.length > 0
              ? 'h-20 shrink-0 justify-start overflow-x-auto @lg:h-28'
              : 'min-h-0 flex-1 flex-wrap overflow-y-auto',
          )}
        >
          {people.map((one) => (
            <Tile
              key={one.participantId}
              className={screens.length > 0 ? stripWidth : tileWidth(people.length)}
              participant={one}
              own={one.participantId === me}
              camera={arriving(one.participantId)?.camera}
              speaking={speaking.has(one.participantId)}
              health={links.get(one.participantId)?.health ?? 'connecting'}
              menu={
                canModerate(room) &&
                one.participantId !== me && <TileMenu roomId={room.id} participant={one} />
              }
            />
          ))}
        </ul>
      </div>
      <Controls call={call} chatOpen={chatOpen} onChat={onChat} />
    </>
  )
}
