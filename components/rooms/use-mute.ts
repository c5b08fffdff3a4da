import { useEffect, useState } from 'react'
import { isMuted } from '#lib/rooms/policy.ts'
import type { Mute } from '#lib/rooms/schema.ts'

/** The longest that a timer waits. */
const longestMs = 2 ** 31 - 1

/** What holds of a mute at this moment; it ends by itself at its time. */
export function useMute(of: { mute?: Mute | undefined }): Mute | null {
  const { mute } = of
  const [now, setNow] = useState(Date.now)
  const holds = isMuted(of, now)
  const until = holds ? mute?.until : null
  // biome-ignore lint/correctness/useExhaustiveDependencies: again after the longest wait
  useEffect(() => {
    if (!until) return
    const ms = Math.max(0, Date.parse(until) - Date.now())
    const timer = setTimeout(() => setNow(Date.now()), Math.min(ms + 1, longestMs))
    return () => clearTimeout(timer)
  }, [until, now])
  return (holds && mute) || null
}
