import { AboutPage } from '#components/statistics/about-page.tsx'
import { requireAdministrator } from '#lib/auth/viewer.ts'
import { contextOf, services } from '#lib/services.ts'
import { aboutThis } from '#lib/statistics/about.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('upkeep.about.title'))

export default async function Page() {
  const viewer = await requireAdministrator('/admin/about')
  return <AboutPage about={await aboutThis(contextOf(viewer), services())} />
}
