import { cut } from '#lib/text/cut.ts'

/** Hands a file made in this page to the person, as a download. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  // The download has its own hold on the content once it began, which no event tells.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** A name that every file system takes: "Kitchen table 2026-11-25 18.40.webm". */
export const fileName = (what: string, at: Date, extension: string): string => {
  const plain = what.replace(/[^\p{L}\p{M}\p{N}\p{Join_Control} _-]+/gu, ' ').trim() || 'Rooms'
  const [day, time] = [at.toLocaleDateString('sv'), at.toLocaleTimeString('sv', { timeStyle: 'short' })]
  return `${cut(plain, 80)} ${day} ${time.replace(':', '.')}.${extension}`
}
