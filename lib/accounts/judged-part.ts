/** No listed word is longer than half of it, so that none written twice is cut. */
const mostChars = 48
/** Two of them, or one and the longest listed word, fit into what is judged. */
const mostOfKnown = 12
/** More than that cannot be weak and not repeat itself: and looking for repetitions takes its square. */
const mostRead = 256
/** What repeats itself and is at least so long stands once. */
const mostOfRepeat = 25

/**
 * What of a password is judged, and the folded words that are known: the meter takes a second for a long one.
 * Cutting alone would let a word written five times pass, because the last one is cut in the middle and looks
 * like chance. So long words that are known are shortened on both sides, and what is repeated stands twice,
 * or once if it is long, before what is still too long is cut: what is weak as a whole stays weak.
 */
export function judgedPart(password: string, known: string[]): { judged: string; known: string[] } {
  // Whoever guesses tries words with their accents, too.
  let judged = password.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFC').slice(0, mostRead)
  for (const word of known.filter((word) => word.length > mostOfKnown).sort((a, b) => b.length - a.length)) {
    const lower = judged.toLowerCase()
    if (lower.includes(word)) judged = lower.replaceAll(word, word.slice(0, mostOfKnown))
  }
  for (let before = ''; judged.length > mostChars && before !== judged; ) {
    before = judged
    judged = withOneRepeatLess(judged)
  }
  return { judged: judged.slice(0, mostChars), known: known.map((word) => word.slice(0, mostOfKnown)) }
}

/**
 * The first thing that repeats itself, and of those the longest, stands once or twice: its parts and what is
 * left may repeat themselves, too.
 */
function withOneRepeatLess(text: string): string {
  for (let start = 0; start < text.length; start++)
    for (let size = Math.floor((text.length - start) / 2); size > 0; size--) {
      const times = timesAt(text, start, size)
      const kept = size >= mostOfRepeat ? 1 : 2
      if (times > kept) return text.slice(0, start + kept * size) + text.slice(start + times * size)
    }
  return text
}

function timesAt(text: string, start: number, size: number): number {
  let same = 0
  while (start + size + same < text.length && text[start + same] === text[start + size + same]) same++
  return 1 + Math.floor(same / size)
}
