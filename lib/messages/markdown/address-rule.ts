import type { StateInline } from 'markdown-it'
import { type Address, addressesIn } from './addresses.ts'
import { nameBehind } from './deceiving-host.ts'
import { isOpen } from './open-marks.ts'

const found = new WeakMap<StateInline, Address[]>()
const foundIn = (state: StateInline): Address[] => {
  const known = found.get(state)
  if (known) return known
  const now = addressesIn(state.src)
  found.set(state, now)
  return now
}

/** The first address that begins here or later. */
export function nextAddress(state: StateInline, from: number): Address | undefined {
  const all = foundIn(state)
  let [low, high] = [0, all.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((all[middle]?.from ?? 0) < from) low = middle + 1
    else high = middle
  }
  return all[low]
}

/** An address as it stands in a text. What leads nowhere stays text, read once all the same. */
export const address = (state: StateInline, silent: boolean): boolean => {
  const { pos, posMax, src } = state
  if (state.linkLevel > 0) return false
  const whole = nextAddress(state, pos)
  if (whole?.from !== pos) return false
  const end = beforeClosers(state, Math.min(whole.to, posMax))
  const [one] = end === whole.to ? [whole] : addressesIn(src.slice(pos, end))
  const raw = src.slice(pos, one === whole ? end : pos + (one?.to ?? 0))
  if (!one || raw === '') return false
  if (!silent && one.href) pushLink(state, one.href, raw)
  else if (!silent) state.pending += raw
  state.pos += raw.length
  return true
}

const pushLink = (state: StateInline, href: string, words: string) => {
  state.push('link_open', 'a', 1).attrs = [['href', href]]
  state.push('text', '', 0).content = words
  state.push('link_close', 'a', -1)
  const behind = nameBehind(words, href)
  if (behind !== null) state.pending += ` (${behind})`
}

/** Marks at the end of an address belong to it, unless they close what was opened before it. */
const beforeClosers = (state: StateInline, to: number): number => {
  const { pos, src } = state
  let end = to
  for (;;) {
    const mark = src.charAt(end - 1)
    if (end === pos || !'*_~'.includes(mark) || !isOpen(state, mark)) break
    while (end > pos && src[end - 1] === mark) end--
  }
  if (end < to) return end
  const inside = /\*\*|~~/g
  inside.lastIndex = pos
  const closer = inside.exec(src)
  return closer && closer.index < to && isOpen(state, closer[0].charAt(0)) ? closer.index : to
}
