import { Reports } from '#components/moderation/reports/reports.tsx'
import { requireAdministrator } from '#lib/auth/viewer.ts'
import { listReports } from '#lib/moderation/queries.ts'
import { reportQuery } from '#lib/moderation/schema.ts'
import { contextOf } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('administration.reports.title'))

export default async function Page() {
  const viewer = await requireAdministrator('/admin/reports')
  return <Reports first={await listReports(contextOf(viewer), reportQuery.parse({ state: 'open' }))} />
}
