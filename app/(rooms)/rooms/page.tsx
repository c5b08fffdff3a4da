import { RoomFilters } from '#components/rooms/browse/room-filters.tsx'
import { RoomList } from '#components/rooms/browse/room-list.tsx'
import { isUnfiltered, queryOf, roomsHref, searchOf } from '#components/rooms/browse/room-search.ts'
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
  return (
    <div className="flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-5xl flex-col gap-5 p-4 sm:p-8">
        <RoomsHeading />
        <RoomFilters search={search} />
        {/* Another search is another list: nothing of the old one may stay. */}
        {isUnfiltered(search) ? (
          <RoomsInUse />
        ) : (
          <RoomList
            key={roomsHref(search)}
            search={search}
            first={await listRooms(contextOf(viewer), queryOf(search, pageSize.default))}
          />
        )}
      </div>
    </div>
  )
}
