import type { Translate } from '#lib/words/translate.ts'
import { pressedKey } from './pressed-key.ts'

/*
 * Every key that does something, once: the dialog shows this table, and `useShortcut` takes no key that is
 * not in it. `Mod` is Ctrl, and ⌘ on Apple's machines.
 */
export const shortcuts = {
  everywhere: {
    'Mod+K': 'shortcuts.everywhere.goTo',
    'Mod+Shift+F': 'shortcuts.everywhere.search',
    'Alt+ArrowUp': 'shortcuts.everywhere.roomAbove',
    'Alt+ArrowDown': 'shortcuts.everywhere.roomBelow',
    'Alt+Shift+ArrowUp': 'shortcuts.everywhere.unreadAbove',
    'Alt+Shift+ArrowDown': 'shortcuts.everywhere.unreadBelow',
    'Mod+Shift+D': 'shortcuts.everywhere.sidebar',
    '?': 'shortcuts.everywhere.shortcuts',
  },
  writing: {
    Enter: 'shortcuts.writing.send',
    'Shift+Enter': 'shortcuts.writing.newLine',
    'Mod+Enter': 'shortcuts.writing.sendAnyway',
    ArrowUp: 'shortcuts.writing.editLast',
    '@': 'shortcuts.writing.mention',
    '#': 'shortcuts.writing.room',
    ':': 'shortcuts.writing.emoji',
    'Mod+B': 'shortcuts.writing.bold',
    'Mod+I': 'shortcuts.writing.italic',
    'Mod+Shift+X': 'shortcuts.writing.strike',
    'Mod+E': 'shortcuts.writing.code',
    'Mod+Shift+E': 'shortcuts.writing.codeBlock',
    'Mod+Shift+U': 'shortcuts.writing.link',
    'Mod+Shift+8': 'shortcuts.writing.list',
    'Mod+Shift+7': 'shortcuts.writing.numberedList',
    'Mod+Shift+9': 'shortcuts.writing.quote',
    Escape: 'shortcuts.writing.escape',
  },
  messages: {
    'ArrowUp / ArrowDown': 'shortcuts.messages.walk',
    Enter: 'shortcuts.messages.options',
  },
  call: {
    M: 'shortcuts.call.microphone',
    V: 'shortcuts.call.camera',
    S: 'shortcuts.call.screen',
    H: 'shortcuts.call.hand',
    C: 'shortcuts.call.chat',
    Space: 'shortcuts.call.talk',
  },
} as const

export type Combination = keyof typeof shortcuts.everywhere

const isApple = () => /mac|iphone|ipad/i.test(navigator.platform)
const writtenIn = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input, textarea, select, [role="menu"]') !== null)

/** Whether a key does something wherever the focus is. */
export const isShortcut = (event: KeyboardEvent): boolean =>
  Object.keys(shortcuts.everywhere).some((one) => isPressed(one as Combination, event))

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
  Mod: 'shortcuts.keys.control',
  Alt: 'shortcuts.keys.alt',
  Shift: 'shortcuts.keys.shift',
  Enter: 'shortcuts.keys.enter',
  Escape: 'shortcuts.keys.escape',
  Space: 'shortcuts.keys.space',
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
