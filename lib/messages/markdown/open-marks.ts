import type { StateInline } from 'markdown-it'

type Marks = StateInline['delimiters']
/** How far the marks of a text were counted, and how many of each sign are open. */
type Count = { to: number; open: Map<number, number> }

/** They only grow while a text is read: so each is counted once, however often it is asked. */
const counts = new WeakMap<Marks, Count>()

/** Whether what such a mark opened is not closed yet. */
export const isOpen = ({ delimiters }: StateInline, mark: string): boolean => {
  const count = counts.get(delimiters) ?? { to: 0, open: new Map<number, number>() }
  counts.set(delimiters, count)
  for (; count.to < delimiters.length; count.to++) {
    const one = delimiters[count.to]
    if (!one) continue
    const open = count.open.get(one.marker) ?? 0
    if (one.close && open > 0) count.open.set(one.marker, open - 1)
    else if (one.open) count.open.set(one.marker, open + 1)
  }
  return (count.open.get(mark.charCodeAt(0)) ?? 0) > 0
}
