import { getTranslations } from 'next-intl/server'
import { ActivityList } from '#components/messages/activity/activity-list.tsx'
import { ListPage, ListTitle } from '#components/rooms/list-page.tsx'
import { requireViewer } from '#lib/auth/viewer.ts'
import { pageSize } from '#lib/limits.ts'
import { myActivity } from '#lib/messages/activity.ts'
import { contextOf } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('messages.activity.title'))

export default async function Page() {
  const viewer = await requireViewer('/activity')
  const t = await getTranslations()
  const first = await myActivity(contextOf(viewer), { limit: pageSize.default })
  return (
    <ListPage heading={<ListTitle>{t('messages.activity.title')}</ListTitle>}>
      <ActivityList first={first} />
    </ListPage>
  )
}
