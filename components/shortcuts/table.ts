import type { Combination } from './keys.ts'

/**
 * Every key that does something, once, as the dialog shows it; keys.ts has those that a page listens to
 * wherever the focus is. `Mod` is Ctrl, and ⌘ on Apple's machines.
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
} as const satisfies { everywhere: Record<Combination, string>; [where: string]: Record<string, string> }
