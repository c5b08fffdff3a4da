'use client'

import { useTranslations } from 'next-intl'
import { DeadEnd, type Failure } from '#components/rooms/dead-end.tsx'
import { useWholePage } from '#components/ui/use-whole-page.ts'

export default function Failed({ error, retry: drawAgain }: Failure) {
  const t = useTranslations()
  const retry = useWholePage(error, drawAgain)
  return (
    <main className="flex min-h-dvh">
      <DeadEnd title={t('common.failed.page')} failure={{ error, retry }}>
        {t('common.failed.pageBody')}
      </DeadEnd>
    </main>
  )
}
