'use client'

import { useEffect } from 'react'
import { useAsking } from './use-asking.ts'

const badge = /^\(\d+\) /

/** Writes how much asks for attention in front of the tab's title, whichever page sets the title. */
export function TitleBadge() {
  const count = useAsking()
  useEffect(() => {
    const write = () => {
      const plain = document.title.replace(badge, '')
      const wanted = count > 0 ? `(${count}) ${plain}` : plain
      if (document.title !== wanted) document.title = wanted
    }
    write()
    const observer = new MutationObserver(write)
    observer.observe(document.head, { childList: true, subtree: true, characterData: true })
    return () => observer.disconnect()
  }, [count])
  return null
}
