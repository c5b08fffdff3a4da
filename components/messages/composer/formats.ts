import {
  Bold,
  Code,
  Italic,
  Link2,
  List,
  ListOrdered,
  type LucideIcon,
  SquareCode,
  Strikethrough,
  TextQuote,
} from 'lucide-react'
import { pressedKey } from '#components/shortcuts/pressed-key.ts'
import type { Format } from '#lib/messages/browser/format.ts'

/**
 * Every format, with its key: held with Ctrl, or with Cmd on a Mac. Digits by where
 * they are, since Shift turns them into signs.
 */
export const formats: { format: Format; icon: LucideIcon; key: string; shift: boolean }[] = [
  { format: 'bold', icon: Bold, key: 'B', shift: false },
  { format: 'italic', icon: Italic, key: 'I', shift: false },
  { format: 'strike', icon: Strikethrough, key: 'X', shift: true },
  { format: 'code', icon: Code, key: 'E', shift: false },
  { format: 'block', icon: SquareCode, key: 'E', shift: true },
  { format: 'link', icon: Link2, key: 'U', shift: true },
  { format: 'list', icon: List, key: '8', shift: true },
  { format: 'numbers', icon: ListOrdered, key: '7', shift: true },
  { format: 'quote', icon: TextQuote, key: '9', shift: true },
]

const onMac = () => /Mac|iPhone|iPad/.test(navigator.platform)

/** The keys of a format, as the table of keys has them (components/shortcuts/keys.ts). */
export const combinationOf = ({ key, shift }: { key: string; shift: boolean }): string =>
  shift ? `Mod+Shift+${key}` : `Mod+${key}`

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** The format a key asks for, or null. */
export const formatOf = (event: Pressed): Format | null => {
  const { code, ctrlKey, metaKey, shiftKey, altKey } = event
  if (altKey || !(onMac() ? metaKey && !ctrlKey : ctrlKey && !metaKey)) return null
  const key = pressedKey(event).toUpperCase()
  const meant = formats.find(
    (one) => one.shift === shiftKey && (one.key === key || code === `Digit${one.key}`),
  )
  return meant?.format ?? null
}
