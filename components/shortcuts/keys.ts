/*
 * Every key that does something, once: the dialog shows this table, and `useShortcut` takes no key that is not in it.
 * `Mod` is Ctrl, and ⌘ on Apple's machines.
 */
export const shortcuts = {
  Everywhere: {
    'Mod+K': 'Go to a room or a person',
    'Mod+Shift+F': 'Search messages',
    'Alt+ArrowUp': 'The room above',
    'Alt+ArrowDown': 'The room below',
    'Alt+Shift+ArrowUp': 'The unread room above',
    'Alt+Shift+ArrowDown': 'The unread room below',
    '?': 'Show these shortcuts',
  },
  Writing: {
    Enter: 'Send',
    'Shift+Enter': 'New line',
    ArrowUp: 'Edit your last message, when nothing is written yet',
    '@': 'Mention somebody',
    ':': 'An emoji by its name',
    'Mod+B': 'Bold',
    'Mod+I': 'Italic',
    'Mod+Shift+X': 'Strike',
    'Mod+E': 'Code',
    'Mod+Shift+E': 'Code block',
    'Mod+Shift+U': 'Link',
    'Mod+Shift+8': 'List',
    'Mod+Shift+7': 'Numbered list',
    'Mod+Shift+9': 'Quote',
    Escape:
      'Cancel the reply or the edit; otherwise clear the line of new messages, or close what stands at the side',
  },
  'In the list of messages': {
    'ArrowUp / ArrowDown': 'The message above or below',
    Enter: 'What can be done with it',
  },
  'In a call': {
    M: 'Microphone on or off',
    V: 'Camera on or off',
    S: 'Share the screen, or stop',
    H: 'Raise or lower your hand',
    C: 'Show or hide the chat',
    Space: 'Talk while it is held, when muted',
  },
} as const

export type Combination = keyof typeof shortcuts.Everywhere

const isApple = () => /mac|iphone|ipad/i.test(navigator.platform)
const writtenIn = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input, textarea, select, [role="menu"]') !== null)

/** Whether this key press is meant by it. A bare sign is text while somebody writes. */
export const isPressed = (combination: Combination, event: KeyboardEvent): boolean => {
  const parts = combination.split('+')
  const key = parts.at(-1) ?? ''
  const mod = isApple() ? event.metaKey : event.ctrlKey
  const otherMod = isApple() ? event.ctrlKey : event.metaKey
  if (otherMod || mod !== parts.includes('Mod') || event.altKey !== parts.includes('Alt')) return false
  // Which signs need Shift depends on the keyboard: it counts only beside other keys that are held.
  if (parts.length === 1) return event.key === key && !writtenIn(event.target)
  return event.shiftKey === parts.includes('Shift') && event.key.toLowerCase() === key.toLowerCase()
}

const signs: Record<string, string> = { ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc' }
const appleSigns: Record<string, string> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' }

/** As it is printed on the keyboard in front of the reader, key by key. */
export const printed = (combination: string): string[] =>
  combination.split(/\+| /).map((key) => {
    const here = isApple() ? appleSigns[key] : undefined
    return here ?? signs[key] ?? (key === 'Mod' ? 'Ctrl' : key)
  })
