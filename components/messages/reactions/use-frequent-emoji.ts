'use client'

import { useSyncExternalStore } from 'react'
import { frequentEmoji, subscribeToRecentEmoji } from '#lib/messages/browser/recent-emoji.ts'

/** The few emoji this person is likely to want, the same everywhere on the page. */
export const useFrequentEmoji = (): readonly string[] =>
  useSyncExternalStore(subscribeToRecentEmoji, frequentEmoji, frequentEmoji)
