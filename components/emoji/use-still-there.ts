'use client'

import { useMemo } from 'react'
import { nameBetweenColons } from '#lib/emoji/name.ts'
import { fold } from '#lib/fold.ts'
import { useCustomEmoji } from './use-custom-emoji.ts'

/** Of emoji somebody used, those that there are still. */
export const useStillThere = (used: readonly string[]): readonly string[] => {
  const names = useMemo(() => used.map(nameBetweenColons), [used])
  const { byName } = useCustomEmoji(names.some((name) => name !== null))
  return useMemo(
    () =>
      used.filter((_, at) => {
        const name = names[at] ?? null
        return name === null || byName.has(fold(name))
      }),
    [used, names, byName],
  )
}
