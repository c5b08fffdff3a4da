import { RoomList } from '#components/rooms/browse/room-list.tsx'
import { isUnfiltered, queryOf, roomsHref, searchOf } from '#components/rooms/browse/room-search.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { pageSize } from '#lib/limits.ts'
import { listRooms } from '#lib/rooms/list.ts'
import { contextOf } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('common.allRooms'))

/** What was found. The stage in the layout draws what stands around it, and the rooms one is in. */
export default async function Page({ searchParams }: PageProps<'/rooms'>) {
  const search = searchOf(await searchParams)
  const viewer = await requireViewer(roomsHref(search))
  if (isUnfiltered(search)) return null
  // Another search is another list: nothing of the old one may stay.
  return (
    <RoomList
      key={roomsHref(search)}
      search={search}
      first={await listRooms(contextOf(viewer), queryOf(search, pageSize.default))}
    />
  )
}
