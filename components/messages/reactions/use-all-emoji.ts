'use client'

import { useEffect, useMemo, useState } from 'react'
import { useCustomEmoji } from '#components/emoji/use-custom-emoji.ts'
import { allEmoji, type Emoji } from '#lib/messages/browser/emoji.ts'
import { ownEmoji } from '#lib/messages/browser/own-emoji.ts'

/** Everybody's emoji, null until they are loaded, and those of the installation. */
export const useAllEmoji = () => {
  const [all, setAll] = useState<Emoji[] | null>(null)
  const [failed, setFailed] = useState(false)
  const known = useCustomEmoji(true).all
  const own = useMemo(() => ownEmoji(known), [known])
  useEffect(() => {
    allEmoji().then(setAll, () => setFailed(true))
  }, [])
  return { all, own, failed }
}
