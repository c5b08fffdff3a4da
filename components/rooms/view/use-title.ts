'use client'

import { useEffect } from 'react'

/** The title of a page that came from memory, which the server has not titled. */
export const useTitle = (name: string): void => {
  useEffect(() => {
    const mine = `${name} · Rooms`
    const before = document.title
    document.title = mine
    return () => {
      // Unless the next page has titled itself; a count of unread messages may stand in front.
      if (document.title.endsWith(mine)) document.title = before
    }
  }, [name])
}
