import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { ActivityList } from '#components/messages/activity/activity-list.tsx'
import { iconButtonClass } from '#components/ui/icon-button.tsx'
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
    <div className="flex-1 overflow-y-auto">
      <div className="mx-auto flex w-full max-w-3xl flex-col gap-5 p-4 sm:p-8">
        <div className="flex items-center gap-2">
          <Link href="/rooms" aria-label={t('common.backToRooms')} className={`${iconButtonClass} md:hidden`}>
            <ArrowLeft size={18} aria-hidden className="rtl:-scale-x-100" />
          </Link>
          <h1 className="font-semibold text-xl tracking-tight">{t('messages.activity.title')}</h1>
        </div>
        <ActivityList first={first} />
      </div>
    </div>
  )
}
