/** No listed word is longer than half of it, so that none written twice is cut. */
const mostChars = 48
/** Two of them, or one and the longest listed word, fit into what is judged. */
const mostOfKnown = 12
/** More than that cannot be weak and not repeat itself: and looking for repetitions takes its square. */
const mostRead = 256

/**
 * What of a password is judged, and the folded words that are known: the meter takes a second for a long one. Cutting alone would let a
 * word written five times pass, because the last one is cut in the middle and looks like chance. So long words that are known are shortened on
 * both sides, and what is repeated stands twice, before what is still too long is cut: what is weak as a whole stays weak.
 */
export function essence(password: string, known: string[]): { judged: string; known: string[] } {
  // Whoever guesses tries words with their accents, too.
  let judged = password.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFC').slice(0, mostRead)
  for (const word of known.filter((word) => word.length > mostOfKnown).sort((a, b) => b.length - a.length)) {
    const lower = judged.toLowerCase()
    if (lower.includes(word)) judged = lower.replaceAll(word, word.slice(0, mostOfKnown))
  }
  for (let before = ''; judged.length > mostChars && before !== judged; ) {
    before = judged
    judged = judged.replace(/(.+?)\1{2,}/gs, '$1$1')
  }
  return { judged: judged.slice(0, mostChars), known: known.map((word) => word.slice(0, mostOfKnown)) }
}
