const key = 'rooms.emoji'
const usesKept = 100
const recentCount = 24
/** What people react with most, until this person has ways of their own. */
const usual = ['👍', '❤️', '😂', '🎉', '👀', '✅']

type Known = { uses: readonly string[]; recent: readonly string[]; frequent: readonly string[] }
let known: Known | undefined
const listeners = new Set<() => void>()

/** The emoji used last in this browser, the latest first, filled up with the usual ones. */
export const recentEmoji = (): readonly string[] => now().recent
/** The same, those used most first. */
export const frequentEmoji = (): readonly string[] => now().frequent

export const usedEmoji = (emoji: string): void => {
  const uses = [emoji, ...now().uses].slice(0, usesKept)
  known = from(uses)
  try {
    localStorage.setItem(key, JSON.stringify(uses))
  } catch {
    // Forbidden: known as long as the page.
  }
  for (const tell of listeners) tell()
}

export const subscribeToRecentEmoji = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const now = (): Known => {
  known ??= from(load())
  return known
}

const from = (uses: readonly string[]): Known => {
  const recent = [...new Set([...uses, ...usual])]
  const count = (emoji: string) => uses.filter((one) => one === emoji).length
  // The usual ones first where nothing else was used more: what stands under the
  // pointer should not change places lightly.
  const frequent = [...new Set([...usual, ...uses])].sort((a, b) => count(b) - count(a))
  return { uses, recent: recent.slice(0, recentCount), frequent }
}

const load = (): readonly string[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : []
  } catch {
    return []
  }
}
