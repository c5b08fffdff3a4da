'use client'

import { useHydrated } from '#components/ui/use-hydrated.ts'
import { useFormats } from './use-formats.ts'

/**
 * Days and moments (ISO 8601) in the reader's own time zone, which the server does not know: what it draws
 * names them in UTC, about as wide, so that nothing moves when the page is taken over.
 */
export function useMoments() {
  const formats = useFormats()
  const hydrated = useHydrated()
  const { dateTime } = formats
  return {
    day: (at: string) => (hydrated ? dateTime(new Date(at), { dateStyle: 'medium' }) : at.slice(0, 10)),
    moment: (at: string, timeStyle: 'short' | 'medium' = 'short') =>
      hydrated ? dateTime(new Date(at), { dateStyle: 'medium', timeStyle }) : inUtc(at, timeStyle),
  }
}

const inUtc = (at: string, timeStyle: 'short' | 'medium') =>
  `${at.slice(0, timeStyle === 'short' ? 16 : 19).replace('T', ', ')} UTC`
