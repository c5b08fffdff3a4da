import { useFormatter, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { type RoomName, roomNameIn } from '#lib/rooms/name.ts'

/** What rooms are called in the reader's language; the same function for as long as the language is. */
export const useRoomName = (): RoomName => {
  const t = useTranslations()
  const format = useFormatter()
  return useMemo(() => roomNameIn(t, format), [t, format])
}
