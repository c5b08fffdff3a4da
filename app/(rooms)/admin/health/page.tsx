import { HealthPage } from '#components/health/health-page.tsx'
import { requireAdministrator } from '#lib/auth/viewer.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('upkeep.health.title'))

export default async function Page() {
  await requireAdministrator('/admin/health')
  return <HealthPage />
}
