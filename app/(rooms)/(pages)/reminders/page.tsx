import { ReminderList } from '#components/reminders/reminder-list.tsx'
import { LaterPage } from '#components/saved/later-page.tsx'
import { requireViewer } from '#lib/auth/viewer.ts'
import { pageSize } from '#lib/limits.ts'
import { listReminders } from '#lib/reminders/queries.ts'
import { contextOf } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('reminders.title'))

export default async function Page() {
  const viewer = await requireViewer('/reminders')
  const first = await listReminders(contextOf(viewer), { limit: pageSize.default })
  return (
    <LaterPage at="/reminders">
      <ReminderList first={first} />
    </LaterPage>
  )
}
