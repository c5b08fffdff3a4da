import type { Translate } from '#lib/words/translate.ts'
import { pressedKey } from './pressed-key.ts'

/** What does something wherever the focus is. */
const everywhere = [
  'Mod+K',
  'Mod+Shift+F',
  'Alt+ArrowUp',
  'Alt+ArrowDown',
  'Alt+Shift+ArrowUp',
  'Alt+Shift+ArrowDown',
  'Mod+Shift+D',
  '?',
] as const
export type Combination = (typeof everywhere)[number]

const isApple = () => /mac|iphone|ipad/i.test(navigator.platform)
const writtenIn = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input, textarea, select, [role="menu"]') !== null)

/** Whether a key does something wherever the focus is. */
export const isShortcut = (event: KeyboardEvent): boolean => everywhere.some((one) => isPressed(one, event))

/** Whether this key press is meant by it. A bare sign is text while somebody writes. */
export const isPressed = (combination: Combination, event: KeyboardEvent): boolean => {
  const parts = combination.split('+')
  const key = parts.at(-1) ?? ''
  const pressed = pressedKey(event)
  const mod = isApple() ? event.metaKey : event.ctrlKey
  const otherMod = isApple() ? event.ctrlKey : event.metaKey
  if (otherMod || mod !== parts.includes('Mod') || event.altKey !== parts.includes('Alt')) return false
  // Which signs need Shift depends on the keyboard: it counts only beside other keys that are held.
  if (parts.length === 1) return pressed === key && !writtenIn(event.target)
  return event.shiftKey === parts.includes('Shift') && pressed.toLowerCase() === key.toLowerCase()
}

const signs: Record<string, string> = { ArrowUp: '↑', ArrowDown: '↓' }
const appleSigns: Record<string, string> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' }

/** Keys with a word on them, which keyboards of other countries have another one for. */
const words = {
  Mod: 'keys.control',
  Alt: 'keys.alt',
  Shift: 'keys.shift',
  Enter: 'keys.enter',
  Escape: 'keys.escape',
  Space: 'keys.space',
} as const
const hasWord = (key: string): key is keyof typeof words => key in words

/** As it is printed on the keyboard in front of the reader, key by key. */
export const printed = (t: Translate, combination: string): string[] =>
  combination.split(/\+| /).map((key) => {
    const here = isApple() ? appleSigns[key] : undefined
    return here ?? signs[key] ?? (hasWord(key) ? t(words[key]) : key)
  })

/** The same as one word. */
export const printedTogether = (t: Translate, combination: string): string =>
  printed(t, combination).join(isApple() ? '' : '+')
