'use client'

import { part } from '#components/parts/part.ts'
import { later } from '#components/ui/later.tsx'
import { useStore } from '#components/ui/use-store.ts'
import { shortcutsShown } from './state.ts'
import { useShortcut } from './use-shortcut.ts'

const ShortcutsDialog = later(part('ShortcutsDialog'))

/** All the keys, on "?". */
export function Shortcuts() {
  const { open } = useStore(shortcutsShown)
  const setOpen = (open: boolean) => shortcutsShown.set({ open })
  useShortcut('?', () => setOpen(true))
  return <ShortcutsDialog wanted={open} open={open} onOpenChange={setOpen} />
}
