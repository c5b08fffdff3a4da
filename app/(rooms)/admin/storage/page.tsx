import { StoragePage } from '#components/statistics/storage-page.tsx'
import { requireAdministrator } from '#lib/auth/viewer.ts'
import { contextOf } from '#lib/services.ts'
import { storageOf } from '#lib/statistics/storage.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('upkeep.storage.title'))

export default async function Page() {
  const viewer = await requireAdministrator('/admin/storage')
  return <StoragePage stored={await storageOf(contextOf(viewer))} />
}
