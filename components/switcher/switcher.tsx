'use client'

import { usePathname } from 'next/navigation'
import { useEffect } from 'react'
import { part } from '#components/parts/part.ts'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { useShortcut } from '#components/shortcuts/use-shortcut.ts'
import { later } from '#components/ui/later.tsx'
import { useStore } from '#components/ui/use-store.ts'
import { noteVisit } from '#lib/rooms/browser/visited.ts'
import { switcher } from './state.ts'
import { useEarlyLetters } from './use-early-letters.ts'

const SwitcherBox = later(part('SwitcherBox'))

const roomIn = (pathname: string) => /^\/rooms\/([\w-]+)/.exec(pathname)?.[1] ?? null

/**
 * The quick way anywhere: a room or a person by a few letters of the name. All of
 * it is here soon after the page, before it is asked for.
 */
export function Switcher() {
  const { open } = useStore(switcher)
  const viewer = useViewer()
  const here = roomIn(usePathname())
  useShortcut('Mod+K', () => switcher.set({ open: !switcher.get().open }))
  useEarlyLetters()
  useEffect(() => {
    if (here) noteVisit(viewer.userId, here)
  }, [viewer.userId, here])
  return <SwitcherBox wanted={open} open={open} here={here} />
}
