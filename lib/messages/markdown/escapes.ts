import type { StateInline } from 'markdown-it'
import { flanking, signBefore } from './flanking.ts'
import { isOpen } from './open-marks.ts'

/** What begins a line so that it would be more than text. */
const lineBegin = /\/me |(?:#{1,6}|>|[-*])(?:[ \t]|$)|(?:-{3}|\*{3}|_{3}|~{3}|={3})/my
const numberBefore = /(?:^|\n)[ \t]*\d{1,9}$/
const inAngles = /<(?:@[\w-]|https?:|mailto:|[\w.+-]{1,64}@)/iy

/**
 * A backslash takes the meaning from the sign after it, where that has one there. Everywhere else it is what
 * was typed: a path, an expression, an arm.
 */
export const escaped = (state: StateInline, silent: boolean): boolean => {
  const { pos, posMax, src } = state
  if (src[pos] !== '\\') return false
  let last = pos
  while (last + 1 < posMax && src[last + 1] === '\\') last++
  const odd = (last - pos) % 2 === 0
  const escapes = odd && last + 1 < posMax && means(state, last + 1)
  if (!silent) state.pending += src.slice(pos, escapes ? last : last + 1)
  state.pos = last + 1
  if (!escapes) return true
  const sign = src.charAt(state.pos++)
  // Of a run of marks none is left that would mean something.
  while ('*_~'.includes(sign) && state.pos < posMax && src[state.pos] === sign) state.pos++
  if (!silent) state.pending += src.slice(last + 1, state.pos)
  return true
}

const means = (state: StateInline, at: number): boolean => {
  const { src } = state
  const sign = src.charAt(at)
  if (startsLine(src, at - 1)) {
    lineBegin.lastIndex = at
    if (lineBegin.test(src)) return true
  }
  switch (sign) {
    case '`':
      return true
    case '*':
    case '_':
    case '~':
      return pairs(state, at, sign)
    case '[':
    case ']':
      return leads(state)
    case '(':
      return src[at - 2] === ']'
    case '!':
      return src[at + 1] === '['
    case '.':
    case ')':
      return /\s/.test(src.charAt(at + 1)) && numberBefore.test(src.slice(Math.max(0, at - 12), at - 1))
    case '<':
      inAngles.lastIndex = at
      return inAngles.test(src)
    default:
      return false
  }
}

const startsLine = (src: string, at: number): boolean => {
  let from = at
  while (from > 0 && (src[from - 1] === ' ' || src[from - 1] === '\t') && at - from < 8) from--
  return from === 0 || src[from - 1] === '\n'
}

type Seen = { leads: boolean; opened: Set<string> }
const seen = new WeakMap<StateInline, Seen>()
const seenIn = (state: StateInline): Seen => {
  const known = seen.get(state) ?? { leads: state.src.includes(']('), opened: new Set<string>() }
  seen.set(state, known)
  return known
}
const leads = (state: StateInline): boolean => seenIn(state).leads

/** Longer runs mean nothing. */
const longest = 8
/** Whether the mark, without backslashes before it and its like, would open something or close it. */
const pairs = (state: StateInline, at: number, mark: string): boolean => {
  const { src } = state
  const is = (from: number) => src[from] === '\\' && src[from + 1] === mark
  let start = at - 1
  while (is(start - 2) && at - start < longest) start -= 2
  let end = at + 1
  while (is(end) && end - at < longest) end += 2
  let after = end
  while (src[after] === mark && after - end < longest) after++
  const length = (end - start) / 2 + after - end
  if (mark === '~' && length !== 2) return false
  const { open, close } = flanking(mark, length, signBefore(src, start), src.slice(after, after + 2))
  const { opened } = seenIn(state)
  if (open && src.indexOf(mark, after) >= 0) {
    opened.add(mark)
    return true
  }
  return close && (opened.has(mark) || isOpen(state, mark))
}
