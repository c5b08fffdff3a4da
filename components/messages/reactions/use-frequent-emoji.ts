'use client'

import { useMemo, useSyncExternalStore } from 'react'
import { useStillThere } from '#components/emoji/use-still-there.ts'
import { frequentEmoji, subscribeToRecentEmoji } from '#lib/messages/browser/recent-emoji.ts'

const shownCount = 3

/** The few emoji this person is likely to want, the same everywhere on the page. */
export const useFrequentEmoji = (): readonly string[] => {
  const frequent = useSyncExternalStore(subscribeToRecentEmoji, frequentEmoji, frequentEmoji)
  const there = useStillThere(frequent)
  return useMemo(() => there.slice(0, shownCount), [there])
}
