import { AllRooms } from '#components/rooms/administration/all-rooms.tsx'
import { requireAdministrator } from '#lib/auth/viewer.ts'
import { allRooms } from '#lib/rooms/all-rooms.ts'
import { anyRoomSearchOf, anyRoomWords } from '#lib/rooms/browser/any-room-search.ts'
import { anyRoomQuery } from '#lib/rooms/schema.ts'
import { contextOf } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('upkeep.rooms.title'))

export default async function Page({ searchParams }: PageProps<'/admin/rooms'>) {
  const viewer = await requireAdministrator('/admin/rooms')
  const asked = anyRoomSearchOf(await searchParams)
  const first = await allRooms(contextOf(viewer), anyRoomQuery.parse(anyRoomWords(asked)))
  return <AllRooms first={first} asked={asked} />
}
