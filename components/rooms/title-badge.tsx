'use client'

import { useEffect } from 'react'
import { useJoinedRooms } from './roster-context.tsx'

const badge = /^\(\d+\) /

/** Writes how much is unread in front of the tab's title, whichever page sets the title. */
export function TitleBadge() {
  const unread = useJoinedRooms().reduce((sum, room) => sum + (room.isActive ? room.unreadCount : 0), 0)
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
