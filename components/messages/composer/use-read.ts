import { useEffect, useState } from 'react'
import { load } from '#lib/build/browser/load.ts'
import type { Read } from '#lib/messages/browser/mention-marks.ts'

/** Tells whom and what a text names, once "@" or "#" is written: what parses comes after one can write. */
export const useRead = (text: string): Read | null => {
  const [read, setRead] = useState<Read | null>(null)
  const isWanted = /[@#]/.test(text)
  useEffect(() => {
    if (!isWanted) return
    // Without it names in code are sent as ids, and mention nobody either.
    load(() => import('#lib/messages/markdown/mentioned.ts')).then(
      ({ namedBy }) => setRead(() => namedBy),
      () => {},
    )
  }, [isWanted])
  return read
}
