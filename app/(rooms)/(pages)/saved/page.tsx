import { LaterPage } from '#components/saved/later-page.tsx'
import { SavedList } from '#components/saved/saved-list.tsx'
import { requireViewer } from '#lib/auth/viewer.ts'
import { pageSize } from '#lib/limits.ts'
import { listSaved } from '#lib/saved/queries.ts'
import { contextOf } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('saved.title'))

export default async function Page() {
  const viewer = await requireViewer('/saved')
  const first = await listSaved(contextOf(viewer), { limit: pageSize.default })
  return (
    <LaterPage at="/saved">
      <SavedList first={first} />
    </LaterPage>
  )
}
