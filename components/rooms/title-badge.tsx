'use client'

import { useEffect } from 'react'
import { asking } from '#lib/rooms/browser/unread.ts'
import { useJoinedRooms } from './roster-context.tsx'

const badge = /^\(\d+\) /

/** Writes how much asks for attention in front of the tab's title, whichever page sets the title. */
export function TitleBadge() {
  const unread = useJoinedRooms().reduce((sum, room) => sum + asking(room), 0)
  useEffect(() => {
    const write = () => {
      const plain = document.title.replace(badge, '')
      const wanted = unread > 0 ? `(${unread}) ${plain}` : plain
      if (document.title !== wanted) document.title = wanted
    }
    write()
    const observer = new MutationObserver(write)
    observer.observe(document.head, { childList: true, subtree: true, characterData: true })
    return () => observer.disconnect()
  }, [unread])
  return null
}
