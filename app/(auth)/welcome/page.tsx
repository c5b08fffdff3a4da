import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Welcome } from '#components/accounts/welcome.tsx'
import { FirstRun } from '#components/rooms/first-run/first-run.tsx'
import { requireViewer } from '#lib/auth/viewer.ts'
import { currentPlace } from '#lib/http/place.ts'
import { getRoom } from '#lib/rooms/queries.ts'
import { contextOf } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('administration.firstRun.title'))

export default async function Page() {
  const viewer = await requireViewer('/welcome')
  const { firstRun, ...held } = await currentPlace()
  if (firstRun?.founder !== viewer.userId) redirect('/rooms')
  const t = await getTranslations()
  const context = contextOf(viewer)
  // It may be gone already, or hidden from them: then there is a first one to be made again.
  const room = firstRun.roomId === null ? null : await getRoom(context, firstRun.roomId).catch(() => null)
  return (
    <Welcome name={held.name} title={t('administration.firstRun.heading', { name: viewer.name })}>
      <FirstRun held={held} room={room && { id: room.id, name: room.name }} />
    </Welcome>
  )
}
