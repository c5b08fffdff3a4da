'use client'

import { useSyncExternalStore } from 'react'
import { customEmoji } from '#lib/emoji/browser/custom-emoji.ts'

const never = () => () => {}

/** The emoji of the installation; followed only where one may be shown. */
export const useCustomEmoji = (wanted: boolean) =>
  useSyncExternalStore(wanted ? customEmoji.subscribe : never, customEmoji.get, customEmoji.get)
