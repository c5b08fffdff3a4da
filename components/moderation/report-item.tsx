'use client'

import { Flag } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { MenuItem } from '#components/ui/menu.tsx'
import { withWords } from '#components/words/with-words.tsx'
import moderation from '#lib/words/en/moderation.json' with { type: 'json' }

/** In the menu of what somebody else said. */
export const ReportItem = withWords({ moderation })(function ReportItem({
  onReport,
}: {
  onReport: () => void
}) {
  const t = useTranslations()
  return (
    <MenuItem icon={<Flag size={16} aria-hidden />} onClick={onReport}>
      {t('moderation.report.open')}
    </MenuItem>
  )
})
