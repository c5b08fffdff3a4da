/** What is shorter never fills a window, however narrow. */
const fewChars = 600
const fewLines = 15

/** Whether a message may be so tall that it is folded: how tall it is only the page can tell. */
export const mayBeTall = (content: string): boolean =>
  content.length > fewChars || content.split('\n', fewLines + 1).length > fewLines

/** Taller than this a message is folded, and then as tall as that: never to save a line or two. */
export const tallPx = 640
export const foldedPx = 480

/** So many are remembered; those opened long ago fold again. */
const most = 300
const open = new Set<string>()

/** Whether a message was opened in this tab: rows that come back into sight are as they were left. */
export const isOpened = (key: string): boolean => open.has(key)

export const setOpened = (key: string, isOpen: boolean): void => {
  open.delete(key)
  if (isOpen) open.add(key)
  const [oldest] = open
  if (oldest !== undefined && open.size > most) open.delete(oldest)
}
