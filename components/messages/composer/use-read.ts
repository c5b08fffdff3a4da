import { useEffect, useState } from 'react'
import { load } from '#lib/build/browser/load.ts'
import type { Read } from '#lib/messages/browser/mention-marks.ts'

/** Tells whom a text mentions, once somebody writes "@": it parses, and one can write before that is here. */
export const useRead = (text: string): Read | null => {
  const [read, setRead] = useState<Read | null>(null)
  const isWanted = text.includes('@')
  useEffect(() => {
    if (!isWanted) return
    // Without it names in code are sent as ids, and mention nobody either.
    load(() => import('#lib/messages/markdown/mentioned.ts')).then(
      ({ mentionedBy }) => setRead(() => mentionedBy),
      () => {},
    )
  }, [isWanted])
  return read
}
