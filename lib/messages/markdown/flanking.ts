import MarkdownIt from 'markdown-it'

/**
 * Scripts without spaces between words, and their signs: what stands beside a mark there says nothing of it.
 */
const spaceless =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}\p{scx=Yi}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}\p{scx=Tibetan}\p{scx=Javanese}\p{scx=Tai_Le}\u3000-\u303f\uff00-\uffef]/u
const space = /[\s\p{Z}]/u
const punctuation = /[\p{P}\p{S}]/u
const word = /[\p{L}\p{N}]|(?![\ufe00-\ufe0f])\p{M}/u
const digit = /\p{Nd}/u
const quote = /["'\p{Pi}\p{Pf}]/u
/** Before "_": what a word may begin after. Elsewhere it is part of a name, a path, or a face: -_- ^_^ ;_; */
const opensAfter = /[\s\p{Z}\p{Ps}\p{Pi}"'*~_—–¿¡]/u
const closesBefore = /[\s\p{Z}\p{Pe}\p{Pf}\p{Terminal_Punctuation}"'*~_—–…-]/u
/** No word begins with these: `*.txt`, `*\/5`, `*)`. */
const beginsNothing = /[.,:;?!/\\|)\]}%=+>]/
/** Before "*" these make it a sign of a path or of a product: `src/*`, `f(x)*y`. */
const goesOn = /[/\\)\]}]/

/** What a run of marks may do, by the sign before and what comes after it. */
export function flanking(mark: string, length: number, before: string, after: string) {
  const next = after === '' ? ' ' : String.fromCodePoint(after.codePointAt(0) ?? 0)
  const beside = spaceless.test(before) || spaceless.test(next)
  const left = !space.test(next) && (!punctuation.test(next) || !word.test(before) || beside)
  const right = !space.test(before) && (!punctuation.test(before) || !word.test(next) || beside)
  const within = word.test(before) && word.test(next) && !beside
  const quoted = quote.test(before) && quote.test(next)
  const face = punctuation.test(next) && after.slice(next.length) === mark
  const nothing = quoted || face || (beginsNothing.test(next) && !after.startsWith('..'))
  if (mark === '_')
    return {
      open: left && !nothing && (opensAfter.test(before) || spaceless.test(before)),
      close: right && (closesBefore.test(next) || spaceless.test(next)),
    }
  if (mark === '~') return { open: left, close: right }
  const product = within && (length === 1 || digit.test(before) || digit.test(next))
  return { open: left && !nothing && !product && !goesOn.test(before), close: right }
}

/** The sign that ends before a place of a text, or a space at its start. */
export function signBefore(text: string, at: number): string {
  if (at === 0) return ' '
  const sign = String.fromCodePoint(text.codePointAt(Math.max(0, at - 2)) ?? 0)
  return sign.length === 2 ? sign : text.charAt(at - 1)
}

const { State } = new MarkdownIt().inline

/** Reads marks as people in a conversation mean them. */
export class Marks extends State {
  override scanDelims(start: number, _within: boolean) {
    const mark = this.src.charAt(start)
    let end = start
    while (end < this.posMax && this.src[end] === mark) end++
    const after = this.src.slice(end, Math.min(end + 2, this.posMax))
    const { open, close } = flanking(mark, end - start, signBefore(this.src, start), after)
    return { can_open: open, can_close: close, length: end - start }
  }
}
