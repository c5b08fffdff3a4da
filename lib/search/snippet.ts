import { endOfSign, startOfSign } from '#lib/text/cut.ts'
import type { Key } from './normalize.ts'
import type { SnippetPart } from './schema.ts'

/** In characters of the key, which are about those of the text. */
const leadIn = 50
const length = 220
/** So much is shown whole: it fits into the lines that a phone has for it. */
const whole = 160

type Span = { from: number; to: number }

/** The part of a text where what was looked for stands; from its beginning when only filters were given. */
export function snippetOf(text: string, key: Key, parts: string[]): SnippetPart[] {
  const hits = merged(parts.flatMap((part) => occurrences(key.text, part)))
  const shown = windowAround(key.text, hits[0]?.from ?? 0)
  // Of what people see as one sign nothing is left out, and no part is marked alone.
  const inText = ({ from, to }: Span): Span => ({
    from: startOfSign(text, key.from(from)),
    to: endOfSign(text, key.to(to - 1)),
  })
  const cut = inText(shown)
  // What stands at the ends of a text and is not looked for, as a mention, is shown all the same.
  const view = {
    from: shown.from === 0 ? 0 : cut.from,
    to: shown.to === key.text.length ? text.length : cut.to,
  }
  const marked = merged(hits.filter((hit) => hit.from >= shown.from && hit.to <= shown.to).map(inText))
  const found: SnippetPart[] = []
  const add = (piece: string, hit: boolean) => piece && found.push({ text: piece, hit })
  let at = view.from
  if (at > 0 && shown.from > 0) add('…', false)
  for (const { from, to } of marked) {
    add(text.slice(at, from), false)
    add(text.slice(from, to), true)
    at = to
  }
  add(text.slice(at, view.to), false)
  if (shown.to < key.text.length) add('…', false)
  return found
}

function occurrences(text: string, part: string): Span[] {
  const found: Span[] = []
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length))
    found.push({ from: at, to: at + part.length })
  return found
}

/** In order, and without overlaps. */
function merged(spans: Span[]): Span[] {
  const whole: Span[] = []
  for (const span of spans.sort((a, b) => a.from - b.from)) {
    const last = whole.at(-1)
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else whole.push({ ...span })
  }
  return whole
}

/** Begins after a gap where there is one near, so that it begins with a word; a short text is not cut. */
function windowAround(text: string, at: number): Span {
  const near = text.length <= whole ? 0 : Math.max(0, at - leadIn)
  const gap = near === 0 ? -1 : text.indexOf(' ', near)
  const from = near === 0 ? 0 : gap >= 0 && gap < at ? gap + 1 : near
  return { from, to: Math.min(text.length, from + length) }
}
