import { typingExpiresMs } from '#lib/limits.ts'
import { isBlank } from '#lib/text/signs.ts'

/** Often enough that nobody sees it expire while somebody types. */
const tellAgainMs = typingExpiresMs - 2_000

/** Tells the others that the viewer types: once in a while, and once when it ends. */
export const createTypingTeller = (tell: (typing: boolean) => void, elapsed = () => performance.now()) => {
  let toldAt: number | null = null
  const stopped = () => {
    if (toldAt === null) return
    // What expired by itself needs no goodbye.
    if (elapsed() - toldAt < typingExpiresMs) tell(false)
    toldAt = null
  }
  return {
    typed(text: string) {
      if (isBlank(text)) return stopped()
      if (toldAt !== null && elapsed() - toldAt < tellAgainMs) return
      toldAt = elapsed()
      tell(true)
    },
    stopped,
  }
}

/**
 * Who types, as heard: forgotten after a while, because the word that
 * they stopped may be lost. Never the viewer.
 */
export const createTypists = (viewerId: string, changed: (userIds: string[]) => void) => {
  let forget: ReturnType<typeof setTimeout> | undefined
  let typists: string[] = []
  const put = (userIds: string[]) => {
    clearTimeout(forget)
    typists = userIds.filter((id) => id !== viewerId)
    if (typists.length > 0) forget = setTimeout(() => put([]), typingExpiresMs)
    changed(typists)
  }
  return {
    heard: put,
    /** Their message is here, so they have finished it. */
    posted(userId: string) {
      if (typists.includes(userId)) put(typists.filter((id) => id !== userId))
    },
    close: () => clearTimeout(forget),
  }
}
