'use client'

import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { useShortcut } from '#components/shortcuts/use-shortcut.ts'
import { Palette } from '#components/ui/palette.tsx'
import { useStore } from '#components/ui/use-store.ts'
import { noteVisit } from '#lib/rooms/browser/visited.ts'
import { Choices } from './choices.tsx'
import { switcher } from './state.ts'

const roomIn = (pathname: string) => /^\/rooms\/([\w-]+)/.exec(pathname)?.[1] ?? null

/**
 * The quick way anywhere: a room or a person by a few letters of the name. All of
 * it is in the page before it is asked for.
 */
export function Switcher() {
  const t = useTranslations()
  const { open } = useStore(switcher)
  const viewer = useViewer()
  const here = roomIn(usePathname())
  useShortcut('Mod+K', () => switcher.set({ open: !switcher.get().open }))
  useEffect(() => {
    if (here) noteVisit(viewer.userId, here)
  }, [viewer.userId, here])
  return (
    <Palette open={open} onOpenChange={(next) => switcher.set({ open: next })} title={t('switcher.title')}>
      <Choices here={here} onDone={() => switcher.set({ open: false })} />
    </Palette>
  )
}
