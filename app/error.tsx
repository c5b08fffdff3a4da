'use client'

import { useTranslations } from 'next-intl'
import { FailedPage, type Failure } from '#components/rooms/failed-page.tsx'

export default function Failed(failure: Failure) {
  const t = useTranslations()
  return (
    <main className="flex flex-1">
      <FailedPage {...failure} title={t('common.failed.page')}>
        {t('common.failed.pageBody')}
      </FailedPage>
    </main>
  )
}
