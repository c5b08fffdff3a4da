'use client'

import { useTranslations } from 'next-intl'
import { FailedPage, type Failure } from '#components/rooms/failed-page.tsx'

export default function Failed(failure: Failure) {
  const t = useTranslations()
  return (
    <FailedPage {...failure} title={t('common.failed.part')}>
      {t('common.failed.partBody')}
    </FailedPage>
  )
}
