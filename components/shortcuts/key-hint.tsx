'use client'

import { useTranslations } from 'next-intl'
import { useHydrated } from '#components/ui/use-hydrated.ts'
import { type Combination, printedTogether } from './keys.ts'

/** The key that does the same, beside what it does; the server does not know the keyboard. */
export function KeyHint({ keys }: { keys: Combination }) {
  const t = useTranslations()
  if (!useHydrated()) return null
  return (
    <kbd aria-hidden className="ms-auto ps-3 font-sans text-xs opacity-70 max-md:hidden">
      {printedTogether(t, keys)}
    </kbd>
  )
}
