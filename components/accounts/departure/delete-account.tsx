'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { lazily } from '#components/ui/lazily.tsx'
import type { Settings } from '#lib/instance/schema.ts'
import { withDepartureWords } from './departure-words.tsx'

const DeleteAccountDialog = lazily(() => import('./delete-account-dialog.tsx'))

export type Own = {
  email: string
  hasPassword: boolean
  twoFactor: boolean
  messages: Settings['deletedMessages']
}

/** The end of one's own account: what it means, and the way there. */
export const DeleteAccount = withDepartureWords(function DeleteAccount(own: Own) {
  const t = useTranslations()
  const [open, setOpen] = useState(false)
  return (
    <div className="flex flex-col items-start gap-3">
      <p className="text-ink-soft text-sm">
        {t('departure.own.body')} {t(`departure.own.${own.messages}`)}
      </p>
      <Button onClick={() => setOpen(true)}>{t('departure.own.open')}</Button>
      {open && <DeleteAccountDialog {...own} onClose={() => setOpen(false)} />}
    </div>
  )
})
