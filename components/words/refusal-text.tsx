'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { type Refused, refusalWords } from '#lib/words/refusal-words.ts'

/** Words refusals in the reader's language. */
export const useRefusalWords = () => {
  const t = useTranslations()
  return useCallback((refused: Refused) => refusalWords(t, refused), [t])
}

export const RefusalText = ({ of }: { of: Refused }) => useRefusalWords()(of)
