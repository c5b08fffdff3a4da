'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { RadioCards } from '#components/ui/radio-cards.tsx'
import { say } from '#components/ui/toast.ts'
import { chooseTheme } from '#lib/accounts/actions.ts'
import type { Theme } from '#lib/accounts/theme.ts'

const themes = [
  { value: 'system', label: 'accounts.theme.system', icon: <Monitor size={16} aria-hidden /> },
  { value: 'light', label: 'accounts.theme.light', icon: <Sun size={16} aria-hidden /> },
  { value: 'dark', label: 'accounts.theme.dark', icon: <Moon size={16} aria-hidden /> },
] as const

export function ThemeChoice({ theme }: { theme: Theme }) {
  const t = useTranslations()
  const choose = async (chosen: Theme) => {
    // At once on the screen; the cookie is for the next page.
    document.documentElement.dataset.theme = chosen
    const reply = await chooseTheme({ theme: chosen }).catch(() => null)
    if (!reply?.ok) say(t('accounts.theme.failed'))
  }
  return (
    <RadioCards
      label={t('accounts.theme.label')}
      name="theme"
      options={themes.map((one) => ({ ...one, label: t(one.label) }))}
      defaultValue={theme}
      onChange={(chosen) => void choose(chosen)}
    />
  )
}
