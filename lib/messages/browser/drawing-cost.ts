import { mostChars, mostParts, partsOf } from '#lib/messages/markdown/markdown.ts'

/** Reading so many characters costs about as much as drawing one part. */
const charsPerPart = 8
/** Drawn wherever it stands: a page full of such messages is drawn at once. */
const little = 40
/** Enough for any one message. */
const full = mostParts + mostChars / charsPerPart
/** Enough for a window of common ones, beside all else that is drawn when a room opens. */
export const opening = 1_500

/**
 * A bottle of ink: what may be drawn of messages at once, in parts of them. The function takes what a message
 * needs and tells whether that was left, or so little that it does not matter.
 */
export const inkBottle = (ink = full) => {
  let left = ink
  return (content: string): boolean => {
    const reading = Math.min(content.length, mostChars) / charsPerPart
    if (reading > Math.max(left, little)) return false
    left -= reading
    const parts = partsOf(content)
    if (parts > Math.max(left, little)) return false
    left -= parts
    return true
  }
}

/** Long enough for the page to draw what was given out, and to answer whoever uses it. */
const refillMs = 30

let bottle: ReturnType<typeof inkBottle> | undefined
const waiting = new Map<() => void, string>()

/**
 * Whether this page may draw a message at once. If not, it waits for its turn, so that no
 * task of the page draws more than one bottle.
 */
export const takeInk = (content: string): boolean => {
  bottle ??= fresh(opening)
  return bottle(content)
}

/** Tells when there is ink for the message, first come, first served. Returns how to give up. */
export const awaitInk = (content: string, ready: () => void): (() => void) => {
  waiting.set(ready, content)
  return () => waiting.delete(ready)
}

const fresh = (ink: number) => {
  setTimeout(refill, refillMs)
  return inkBottle(ink)
}

const refill = () => {
  bottle = waiting.size > 0 ? fresh(full) : undefined
  for (const [ready, content] of waiting) {
    if (!bottle?.(content)) return
    waiting.delete(ready)
    ready()
  }
}
