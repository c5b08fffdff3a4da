import { RoomFilters } from '#components/rooms/browse/room-filters.tsx'
import { RoomList } from '#components/rooms/browse/room-list.tsx'
import { openRooms, queryOf, roomsHref, searchOf } from '#components/rooms/browse/room-search.ts'
import { RoomsHeading } from '#components/rooms/browse/rooms-heading.tsx'
import { RoomsInUse } from '#components/rooms/browse/rooms-in-use.tsx'
import { requireViewer } from '#lib/auth/viewer.ts'
import { pageSize } from '#lib/limits.ts'
import { listRooms } from '#lib/rooms/list.ts'
import { contextOf } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('common.allRooms'))

export default async function Page({ searchParams }: PageProps<'/rooms'>) {
  const search = searchOf(await searchParams)
  const viewer = await requireViewer(roomsHref(search))
  const context = contextOf(viewer)
  // The rooms in use are there already, live; whoever is in none is shown those that may be joined.
  const isInUse = roomsHref(search) === '/rooms'
  const first = await listRooms(context, queryOf(isInUse ? openRooms : search, pageSize.default))
  return (
    <div className="flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-5xl flex-col gap-5 p-4 sm:p-8">
        <RoomsHeading />
        <RoomFilters search={search} />
        {/* Another search is another list: nothing of the old one may stay. */}
        {isInUse ? (
          <RoomsInUse open={first} />
        ) : (
          <RoomList key={roomsHref(search)} search={search} first={first} />
        )}
      </div>
    </div>
  )
}
