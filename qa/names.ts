import type { Locator, Page } from '@playwright/test'

/**
 * What a flow finds controls by: their role, and the name that people see or hear. `…` at the end: the name
 * goes on. docs/qa.md lists them, and a test keeps them those of the page.
 */
export const names = {
  email: ['textbox', 'Email'],
  signIn: ['button', 'Sign in'],
  account: ['button', 'Account: …'],
  signOut: ['menuitem', 'Sign out'],
  rooms: ['navigation', 'Rooms'],
  newRoom: ['button', 'New room'],
  createRoom: ['button', 'Create room'],
  members: ['button', 'Members'],
  addPeople: ['button', 'Add people'],
  composer: ['textbox', 'Message …'],
  actions: ['button', 'Message actions'],
  edit: ['menuitem', 'Edit'],
  editField: ['textbox', 'Edit message'],
  save: ['button', 'Save'],
  delete: ['menuitem', 'Delete'],
  confirmDeletion: ['button', 'Delete message'],
  send: ['button', 'Send'],
  toBeSent: ['list', 'Files to send'],
  searchField: ['searchbox', 'Search messages'],
  found: ['list', 'Messages found'],
  turnOnNotifications: ['button', 'Turn on notifications'],
  call: ['button', 'Call'],
  joinOthers: ['button', 'Join'],
  joinCall: ['button', 'Join call'],
  callControls: ['toolbar', 'Call controls'],
  leaveCall: ['button', 'Leave call'],
  mute: ['button', 'Mute microphone'],
  unmute: ['button', 'Unmute microphone'],
  shareScreen: ['button', 'Share screen'],
  stopSharing: ['button', 'Stop sharing'],
} as const

export type Name = keyof typeof names

/** The control of this name, in a page or a part of it. */
export function named(within: Page | Locator, name: Name): Locator {
  const [role, words] = names[name]
  if (!words.endsWith('…')) return within.getByRole(role, { name: words, exact: true })
  return within.getByRole(role, { name: new RegExp(`^${words.slice(0, -1)}`) })
}
