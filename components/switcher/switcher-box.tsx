'use client'

import { useTranslations } from 'next-intl'
import { useLayoutEffect } from 'react'
import { Palette } from '#components/ui/palette.tsx'
import { Choices } from './choices.tsx'
import { switcher } from './state.ts'

/** The box of the switcher; `here` is the room that is shown. */
export default function SwitcherBox({ open, here }: { open: boolean; here: string | null }) {
  const t = useTranslations()
  useLayoutEffect(() => switcher.set({ isHere: true }), [])
  return (
    <Palette open={open} onOpenChange={(next) => switcher.set({ open: next })} title={t('switcher.title')}>
      <Choices here={here} onDone={() => switcher.set({ open: false })} />
    </Palette>
  )
}
