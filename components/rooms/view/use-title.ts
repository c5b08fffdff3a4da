'use client'

import { useEffect } from 'react'
import { useInstance } from '#components/instance/instance-context.tsx'
import { isolated } from '#lib/text/isolate.ts'

/** The title of a page that came from memory, which the server has not titled. */
export const useTitle = (name: string): void => {
  const place = useInstance().name
  useEffect(() => {
    const mine = `${isolated(name)} · ${isolated(place)}`
    const before = document.title
    document.title = mine
    return () => {
      // Unless the next page has titled itself; a count of unread messages may stand in front.
      if (document.title.endsWith(mine)) document.title = before
    }
  }, [place, name])
}
