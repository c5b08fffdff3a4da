import { isBlank } from '#lib/text/signs.ts'

const signs = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** What people see as one sign each (UAX 29). It takes long: for short texts. */
export const signsOf = (text: string): string[] => Array.from(signs.segment(text), ({ segment }) => segment)

/** Below it only a carriage return and its line feed belong together. */
const firstMark = 0x300
const isSurelyBetween = (text: string, at: number): boolean =>
  text.charCodeAt(at - 1) < firstMark &&
  text.charCodeAt(at) < firstMark &&
  !(text[at - 1] === '\r' && text[at] === '\n')

/** Where the sign begins that this place in a text is within, or the place itself when it is between two. */
export function startOfSign(text: string, at: number): number {
  if (at <= 0 || at >= text.length || isSurelyBetween(text, at)) return Math.max(0, Math.min(at, text.length))
  // Whether one ends here is told by what stands before and one character after.
  return signs.segment(text.slice(0, at + 2)).containing(at)?.index ?? at
}

/** The same for where it ends. */
export function endOfSign(text: string, at: number): number {
  if (at <= 0 || at >= text.length || isSurelyBetween(text, at)) return Math.max(0, Math.min(at, text.length))
  const sign = signs.segment(text).containing(at)
  return sign === undefined || sign.index === at ? at : sign.index + sign.segment.length
}

/**
 * The beginning of a text, of at most so many UTF-16 units, whose last sign is whole. Of a sign that is
 * longer by itself than all that fits it is whole characters.
 */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const end = startOfSign(text, most)
  return end > 0 ? text.slice(0, end) : text.slice(0, most - (isHalf(text, most) ? 1 : 0))
}

/** The same, with a sign that says that there is more. */
export const shortened = (text: string, most: number): string =>
  text.length <= most ? text : `${cut(text, most - 1).trimEnd()}…`

const isHalf = (text: string, at: number) => /[\ud800-\udbff]/.test(text[at - 1] ?? '') && at > 0

/** What stands for a word in a small place: its first letter or digit, capital, else what is seen first. */
export function initialOf(word: string): string {
  const all = signsOf(cut(word, 64)).filter((one) => !isBlank(one))
  const first = all.find((one) => /^[\p{L}\p{N}]/u.test(one)) ?? all[0] ?? ''
  // Georgian has capitals for whole lines only.
  return /^\p{Script=Georgian}/u.test(first) ? first : (signsOf(first.toUpperCase())[0] ?? '')
}
