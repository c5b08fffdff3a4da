/** Where drafts wait for the next visit: this browser, this person, this room. */
const keyOf = (viewerId: string, roomId: string) => `rooms.draft.${viewerId}.${roomId}`

const read = (key: string): string | null => {
  try {
    return localStorage.getItem(key)
  } catch {
    return null // Storage is forbidden here: everything works, nothing outlives the page.
  }
}
const write = (key: string, text: string) => {
  try {
    if (text === '') localStorage.removeItem(key)
    else localStorage.setItem(key, text)
  } catch {
    // Full or forbidden, as above.
  }
}

export const keepDraft = (viewerId: string, roomId: string) => {
  const key = keyOf(viewerId, roomId)
  return { load: () => read(key) ?? '', save: (text: string) => write(key, text.trim() === '' ? '' : text) }
}
