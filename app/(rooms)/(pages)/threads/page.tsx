import { getTranslations } from 'next-intl/server'
import { ThreadList } from '#components/messages/threads/thread-list.tsx'
import { ListPage, ListTitle } from '#components/rooms/list-page.tsx'
import { requireViewer } from '#lib/auth/viewer.ts'
import { pageSize } from '#lib/limits.ts'
import { myThreads } from '#lib/messages/my-threads.ts'
import { contextOf } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('messages.threads.title'))

export default async function Page() {
  const viewer = await requireViewer('/threads')
  const t = await getTranslations()
  const first = await myThreads(contextOf(viewer), { limit: pageSize.default })
  return (
    <ListPage heading={<ListTitle>{t('messages.threads.title')}</ListTitle>}>
      <ThreadList first={first} />
    </ListPage>
  )
}
