'use client'

import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { isolated } from '#lib/text/isolate.ts'

/** The title of a page that came from memory, which the server has not titled. */
export const useTitle = (name: string): void => {
  const t = useTranslations()
  useEffect(() => {
    const mine = `${isolated(name)} · ${t('common.name')}`
    const before = document.title
    document.title = mine
    return () => {
      // Unless the next page has titled itself; a count of unread messages may stand in front.
      if (document.title.endsWith(mine)) document.title = before
    }
  }, [t, name])
}
