'use client'

import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { useStore } from '#components/ui/use-store.ts'
import { openReports } from '#lib/moderation/browser/open-reports.ts'

/** How many reports wait for an administrator, live. */
export function OpenReports() {
  const t = useTranslations()
  const { items } = useStore(openReports)
  useEffect(() => openReports.follow(), [])
  const count = items?.length ?? 0
  if (count === 0) return null
  return (
    <Badge look="accent">
      <span aria-hidden>{count > 99 ? '99+' : count}</span>
      <span className="sr-only">{t('administration.reports.openCount', { count })}</span>
    </Badge>
  )
}
