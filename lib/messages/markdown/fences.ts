import type { StateBlock } from 'markdown-it'
import { typed } from './block-rules.ts'

/** How a block of code begins: the signs, and what stands after them on their line. */
type Fence = { at: number; mark: '`' | '~'; length: number; rest: string }
/** Where it ends: on which line, from which sign to which. */
type End = { line: number; from: number; to: number }

const fenceAt = ({ src, eMarks }: StateBlock, line: number, at: number): Fence | null => {
  const mark = src[at]
  if (mark !== '`' && mark !== '~') return null
  let end = at
  while (src[end] === mark) end++
  return end - at < 3 ? null : { at, mark, length: end - at, rest: src.slice(end, eMarks[line]) }
}

const startOf = ({ bMarks, tShift }: StateBlock, line: number) => (bMarks[line] ?? 0) + (tShift[line] ?? 0)

/**
 * Ends it: a line that begins with as many of the signs and says nothing else at once, or one that ends so.
 */
const endOf = (state: StateBlock, { mark, length }: Fence, line: number): End | null => {
  const { src, eMarks } = state
  const from = startOf(state, line)
  const max = eMarks[line] ?? 0
  const first = fenceAt(state, line, from)
  if (first?.mark === mark && first.length >= length && !/^\S/.test(first.rest))
    return { line, from, to: from + first.length }
  if (mark === '~') return null
  let last = max
  while (last > from && src[last - 1] === '`') last--
  return last > from && max - last >= length ? { line, from: last, to: max } : null
}

/** Where there is none is remembered, so that not every sign looks for it again. */
const unclosed = new WeakMap<StateBlock, Map<string, number>>()

const findEnd = (state: StateBlock, fence: Fence, from: number): End | null => {
  const known = unclosed.get(state) ?? new Map<string, number>()
  unclosed.set(state, known)
  const place = `${fence.mark}${state.lineMax} ${Number(state.env.depth ?? 0)}`
  if (fence.length >= (known.get(place) ?? Number.POSITIVE_INFINITY)) return null
  for (let line = from + 1; line < state.lineMax; line++) {
    const end = endOf(state, fence, line)
    if (end) return end
  }
  known.set(place, fence.length)
  return null
}

const language = /^[a-z][\w+#.-]*$/i
/** Shouted it is a word of SQL or of somebody, and of no language this long. */
const shouted = /^[A-Z]{5,}$/

/** What has no end goes on to the end of the item or quote it is in. */
const outdented = (state: StateBlock, from: number): number => {
  let line = from + 1
  while (line < state.lineMax && (state.isEmpty(line) || (state.sCount[line] ?? 0) >= state.blkIndent)) line++
  return line
}

const push = (state: StateBlock, from: number, fence: Fence, end: End | null, indent: number) => {
  const { bMarks, eMarks, tShift } = state
  const info = fence.rest.trim()
  const named = language.test(info) && !shouted.test(info)
  const stop = end?.line ?? outdented(state, from)
  let code = info === '' || named ? '' : `${fence.rest.trimEnd().replace(/^ /, '')}\n`
  code += state.getLines(from + 1, stop, indent, true)
  if (end && end.from > startOf(state, stop)) {
    const whole = eMarks[stop] ?? 0
    eMarks[stop] = end.from
    code += state.getLines(stop, stop + 1, indent, false)
    eMarks[stop] = whole
  }
  const token = state.push('fence', 'code', 0)
  token.info = named ? info : ''
  token.content = code
  token.map = [from, stop]
  const next = end ? state.skipSpaces(end.to) : 0
  if (end && next < (eMarks[stop] ?? 0)) {
    // What follows on the line is read as a line of its own.
    bMarks[stop] = next
    tShift[stop] = 0
    state.line = stop
  } else state.line = end ? stop + 1 : stop
}

/**
 * A block of code. Nothing that stands on the lines of its signs is lost: after the first ones a language, or
 * the first line; after the last ones text. Without an end it goes on to the end of what it is in.
 */
export const fence = (state: StateBlock, from: number, _to: number, silent: boolean): boolean => {
  const begin = fenceAt(state, from, startOf(state, from))
  if (!begin || (begin.mark === '`' && begin.rest.includes('`'))) return false
  const end = findEnd(state, begin, from)
  if (!end && state.skipEmptyLines(from + 1) >= state.lineMax) return false
  if (!silent) push(state, from, begin, end, state.sCount[from] ?? 0)
  return true
}

/** A block of code that begins after text, on the same line. */
export const fenceAfterText = (state: StateBlock, from: number, _to: number, silent: boolean): boolean => {
  const { src, eMarks } = state
  const start = startOf(state, from)
  const max = eMarks[from] ?? 0
  const at = src.indexOf('```', start)
  if (at <= start || at >= max || src[at - 1] === '\\') return false
  const begin = fenceAt(state, from, at)
  if (!begin || begin.rest.includes('```')) return false
  const end = findEnd(state, begin, from)
  if (!end) return false
  if (silent) return true
  eMarks[from] = at
  typed(state, from, from + 1)
  eMarks[from] = max
  push(state, from, begin, end, state.blkIndent)
  return true
}
