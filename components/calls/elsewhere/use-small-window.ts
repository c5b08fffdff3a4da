import { useCallback, useEffect, useState } from 'react'

/** Source: WICG Document Picture-in-Picture. Not in TypeScript's library yet. */
type DocumentPictureInPicture = {
  requestWindow(wish: { width: number; height: number }): Promise<Window>
}
declare global {
  interface Window {
    documentPictureInPicture?: DocumentPictureInPicture
  }
}

const size = { width: 420, height: 300 }

export const canOpenSmallWindow = (): boolean => 'documentPictureInPicture' in window

/** A small window above all others that shows the call while one works elsewhere. It closes with the page. */
export const useSmallWindow = () => {
  const [small, setSmall] = useState<Window | null>(null)
  const open = useCallback(async () => {
    // Refused without a press, or where the person forbids it: then everything stays in the page.
    const opened = await window.documentPictureInPicture?.requestWindow(size).catch(() => null)
    if (!opened) return
    dress(opened.document)
    opened.addEventListener('pagehide', () => setSmall(null))
    setSmall(opened)
  }, [])
  useEffect(() => () => small?.close(), [small])
  return { small, open, close: () => small?.close() }
}

/** The same styles and the same theme as the page. */
function dress(other: Document) {
  for (const sheet of document.querySelectorAll('link[rel="stylesheet"], style'))
    other.head.append(sheet.cloneNode(true))
  const { theme } = document.documentElement.dataset
  if (theme) other.documentElement.dataset.theme = theme
  other.documentElement.lang = document.documentElement.lang
  other.title = document.title
}
