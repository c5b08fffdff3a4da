'use client'

import { useMemo } from 'react'
import { mayHoldEmoji } from '#lib/emoji/name.ts'
import { fold } from '#lib/fold.ts'
import type { FindEmoji } from './text-with-emoji.tsx'
import { useCustomEmoji } from './use-custom-emoji.ts'

/** Which emoji of the installation a text means; undefined where it holds none. */
export const useFindEmoji = (text: string): FindEmoji | undefined => {
  const holds = useMemo(() => mayHoldEmoji(text), [text])
  const { byName } = useCustomEmoji(holds)
  return useMemo(
    () => (holds && byName.size > 0 ? (name: string) => byName.get(fold(name)) : undefined),
    [holds, byName],
  )
}
