'use client'

import { useTranslations } from 'next-intl'
import { DeadEnd, type Failure } from '#components/rooms/dead-end.tsx'

export default function Failed(failure: Failure) {
  const t = useTranslations()
  return (
    <DeadEnd title={t('common.failed.part')} failure={failure}>
      {t('common.failed.partBody')}
    </DeadEnd>
  )
}
