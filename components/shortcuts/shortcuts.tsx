'use client'

import { useState } from 'react'
import { later } from '#components/ui/later.tsx'
import { useShortcut } from './use-shortcut.ts'

const ShortcutsDialog = later(() => import('./shortcuts-dialog.tsx'))

/** All the keys, on "?". */
export function Shortcuts() {
  const [open, setOpen] = useState(false)
  useShortcut('?', () => setOpen(true))
  return <ShortcutsDialog wanted={open} open={open} onOpenChange={setOpen} />
}
