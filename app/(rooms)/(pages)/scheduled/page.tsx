import { LaterPage } from '#components/saved/later-page.tsx'
import { ScheduledList } from '#components/scheduled/scheduled-list.tsx'
import { requireViewer } from '#lib/auth/viewer.ts'
import { pageSize } from '#lib/limits.ts'
import { listScheduled } from '#lib/scheduled/queries.ts'
import { contextOf } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('scheduled.title'))

export default async function Page() {
  const viewer = await requireViewer('/scheduled')
  const first = await listScheduled(contextOf(viewer), { limit: pageSize.default })
  return (
    <LaterPage at="/scheduled">
      <ScheduledList first={first} />
    </LaterPage>
  )
}
