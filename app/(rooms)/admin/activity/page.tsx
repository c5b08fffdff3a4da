import { ActivityPage } from '#components/statistics/activity-page.tsx'
import { requireAdministrator } from '#lib/auth/viewer.ts'
import { contextOf } from '#lib/services.ts'
import { activityOf } from '#lib/statistics/activity.ts'
import { activitySpanOf } from '#lib/statistics/browser/spans.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('upkeep.activity.title'))

export default async function Page({ searchParams }: PageProps<'/admin/activity'>) {
  const viewer = await requireAdministrator('/admin/activity')
  const span = activitySpanOf((await searchParams).days)
  return <ActivityPage span={span} activity={await activityOf(contextOf(viewer), { days: Number(span) })} />
}
