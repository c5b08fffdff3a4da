import { RoomList } from '#components/rooms/browse/room-list.tsx'
import { isUnfiltered, queryOf, roomsHref, searchOf } from '#components/rooms/browse/room-search.ts'
import RoomsPage from '#components/rooms/browse/rooms-page.tsx'
import { requireViewer } from '#lib/auth/viewer.ts'
import { pageSize } from '#lib/limits.ts'
import { listRooms } from '#lib/rooms/list.ts'
import { contextOf } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('common.allRooms'))

export default async function Page({ searchParams }: PageProps<'/rooms'>) {
  const search = searchOf(await searchParams)
  const viewer = await requireViewer(roomsHref(search))
  if (isUnfiltered(search)) return <RoomsPage />
  const first = await listRooms(contextOf(viewer), queryOf(search, pageSize.default))
  return (
    <RoomsPage>
      {/* Another search is another list: nothing of the old one may stay. */}
      <RoomList key={roomsHref(search)} search={search} first={first} />
    </RoomsPage>
  )
}
