import { beginsName } from './mention-names.ts'
import { endOf, type Written } from './written.ts'

type Named = { id: string; name: string }
/** A name as it stands in a text, and the ids of all whom it may mean. */
export type Typed = { at: number; name: string; ids: readonly string[]; isRoom?: true }

/**
 * Names that stand in a text outside of those of whom it is known: typed by hand. The longest that fits wins.
 */
export const typedNames = ({ text, people }: Written, known: readonly Named[]): Typed[] => {
  const nameAt = namesOf(known)
  const found: Typed[] = []
  const left = people.values()
  let next = left.next().value
  // Where an "@" begins a name whatever is before it: at the start, after another one, after a name.
  let free = 0
  let done = 0
  for (const { index } of text.matchAll(/@/g)) {
    while (next && endOf(next) <= index) {
      free = done = endOf(next)
      next = left.next().value
    }
    const isInside = index < done || (next !== undefined && next.at <= index)
    if (isInside || (index !== free && !beginsName(text, index))) continue
    free = index + 1
    const named = nameAt(text, free, next?.at ?? text.length)
    if (!named) continue
    found.push({ ...named, at: index })
    done = free += named.name.length
  }
  return found
}

/**
 * Finds whose name stands at a place of a text. Looks up each length there is: a text may name many, of many.
 */
const namesOf = (people: readonly Named[]) => {
  const byName = new Map<string, Named[]>()
  const lengthsOf = new Set<number>()
  for (const one of people) {
    const key = typedAlike(one.name)
    byName.set(key, [...(byName.get(key) ?? []), one])
    // As keyboards write it: letters with what is on them in one, or apart.
    for (const form of ['NFC', 'NFD']) lengthsOf.add(one.name.normalize(form).length)
  }
  const lengths = [...lengthsOf].sort((a, b) => b - a)
  return (text: string, at: number, end: number) => {
    for (const length of lengths) {
      if (length === 0 || at + length > end || !endsWord(text, at + length)) continue
      const name = text.slice(at, at + length)
      const same = byName.get(typedAlike(name)) ?? []
      const exact = same.filter((one) => one.name.normalize('NFC') === name.normalize('NFC'))
      const ids = (exact.length > 0 ? exact : same).map(({ id }) => id)
      if (ids.length > 0) return { name, ids }
    }
    return null
  }
}

/** Two names of which this is the same cannot be told apart when they are typed. */
export const typedAlike = (name: string): string => name.normalize('NFC').toLowerCase()

/**
 * Of scripts without spaces: a word of one ends where another begins, as a name before what is added to it.
 */
const scripts = [/\p{Script=Han}/u, /\p{Script=Hiragana}/u, /\p{Script=Katakana}/u, /\p{Script=Thai}/u]
const scriptOf = (sign: string) => scripts.findIndex((script) => script.test(sign))

const endsWord = (text: string, at: number) => {
  const next = text.slice(at, at + 2)
  return !/^[\p{L}\p{M}\p{N}]/u.test(next) || isOther(text.slice(at - 2, at), next)
}
const isOther = (before: string, next: string) => {
  const [left, right] = [/.$/su.exec(before)?.[0] ?? '', /^./su.exec(next)?.[0] ?? '']
  return !/\p{M}/u.test(right) && scriptOf(left) !== scriptOf(right)
}
