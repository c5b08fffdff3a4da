'use client'

import { useTranslations } from 'next-intl'
import { DeadEnd, type Failure } from '#components/rooms/dead-end.tsx'

export default function Failed(failure: Failure) {
  const t = useTranslations()
  return (
    <main className="flex min-h-dvh">
      <DeadEnd title={t('common.failed.page')} failure={failure}>
        {t('common.failed.pageBody')}
      </DeadEnd>
    </main>
  )
}
