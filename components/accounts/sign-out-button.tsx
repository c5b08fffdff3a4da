'use client'

import { LogOut } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { leave } from './leave.ts'

export function SignOutButton() {
  const t = useTranslations()
  return (
    <Button onClick={() => void leave(t)}>
      <LogOut size={16} aria-hidden className="rtl:-scale-x-100" />
      {t('accounts.signOut.submit')}
    </Button>
  )
}
