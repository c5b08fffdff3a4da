'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { RadioCards } from '#components/ui/radio-cards.tsx'
import { say } from '#components/ui/toast.tsx'
import { chooseTheme } from '#lib/accounts/actions.ts'
import type { Theme } from '#lib/accounts/theme.ts'

const themes = [
  { value: 'system', label: 'System', icon: <Monitor size={16} aria-hidden /> },
  { value: 'light', label: 'Light', icon: <Sun size={16} aria-hidden /> },
  { value: 'dark', label: 'Dark', icon: <Moon size={16} aria-hidden /> },
] as const

export function ThemeChoice({ theme }: { theme: Theme }) {
  const choose = async (chosen: Theme) => {
    // At once on the screen; the cookie is for the next page.
    document.documentElement.dataset.theme = chosen
    await chooseTheme(chosen).catch(() => say('The theme could not be kept: the server cannot be reached.'))
  }
  return (
    <RadioCards
      label="Theme"
      name="theme"
      options={themes}
      defaultValue={theme}
      onChange={(chosen) => void choose(chosen)}
    />
  )
}
