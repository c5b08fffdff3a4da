import { ArrowLeft } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { SavedList } from '#components/saved/saved-list.tsx'
import { iconButtonClass } from '#components/ui/icon-button.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { requireViewer } from '#lib/auth/viewer.ts'
import { pageSize } from '#lib/limits.ts'
import { listSaved } from '#lib/saved/queries.ts'
import { contextOf } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('saved.title'))

export default async function Page() {
  const viewer = await requireViewer('/saved')
  const t = await getTranslations()
  const first = await listSaved(contextOf(viewer), { limit: pageSize.default })
  return (
    <div className="flex-1 overflow-y-auto">
      <div className="mx-auto flex w-full max-w-3xl flex-col gap-5 p-4 sm:p-8">
        <div className="flex items-center gap-2">
          <PlaceLink
            href="/rooms"
            aria-label={t('common.backToRooms')}
            className={`${iconButtonClass} md:hidden`}
          >
            <ArrowLeft size={18} aria-hidden className="rtl:-scale-x-100" />
          </PlaceLink>
          <h1 className="font-semibold text-xl tracking-tight">{t('saved.title')}</h1>
        </div>
        <SavedList first={first} />
      </div>
    </div>
  )
}
