/**
 * Whom "@" and a name at a place of a text mean; with null nobody, and it stays a name. After "#" it is
 * a room.
 */
export type Mention = { at: number; name: string; id: string | null; isRoom?: true }

/** A text as people see it, with names, and who is meant where, in order. */
export type Written = { text: string; people: readonly Mention[] }

type Signed = Pick<Mention, 'name' | 'isRoom'>
export const signOf = ({ name, isRoom }: Signed): string => `${isRoom ? '#' : '@'}${name}`
export const endOf = ({ at, name }: Mention): number => at + 1 + name.length

/** Without what does not stand where it is said to, as when an older page changed the text of a draft. */
const sound = ({ text, people }: Written): Written => {
  let free = 0
  const kept = people.filter((one) => {
    const stands = one.at >= free && text.startsWith(signOf(one), one.at)
    if (stands) free = endOf(one)
    return stands
  })
  return { text, people: kept }
}

/**
 * What is written once its text has become another. `caret` is where the field has it since: of two same
 * names in a row it tells which one went. Who stands whole before and after the change stays.
 */
export const changed = ({ text: old, people }: Written, text: string, caret: number): Written => {
  const { from, to, by } = changeOf(old, text, caret)
  const before = people.filter((one) => endOf(one) <= from)
  const after = people.filter((one) => one.at >= to && endOf(one) > from)
  const inside = people.filter((one) => one.at < to && endOf(one) > from)
  const start = Math.min(from, ...inside.map(({ at }) => at))
  const end = Math.max(to, ...inside.map(endOf))
  const found = again(inside, old.slice(start, end), text.slice(start, end + by))
  return {
    text,
    people: [
      ...before,
      ...found.map((one) => ({ ...one, at: start + one.at })),
      ...after.map((one) => ({ ...one, at: one.at + by })),
    ],
  }
}

/** What of the old text became something else, and by how much it grew. */
const changeOf = (old: string, text: string, caret: number) => {
  const by = text.length - old.length
  const told = caret - by
  const isTold = told >= 0 && old.slice(told) === text.slice(caret)
  const most = isTold ? Math.min(told, caret) : Math.min(old.length, text.length)
  let from = 0
  while (from < most && old[from] === text[from]) from++
  if (isTold) return { from, to: told, by }
  let same = 0
  while (same < most - from && old.at(-1 - same) === text.at(-1 - same)) same++
  return { from, to: old.length - same, by }
}

/**
 * Who stands again in what took the place of a text, as when it is made bold: all of them in order, or none.
 */
const again = (people: readonly Mention[], old: string, fresh: string): Mention[] => {
  let at = 0
  const found = people.map((one) => {
    const here = fresh.indexOf(signOf(one), at)
    at = here + 1 + one.name.length
    return { ...one, at: here }
  })
  const isSame = people.every((one) => count(old, signOf(one)) === count(fresh, signOf(one)))
  return isSame && found.every((one) => one.at >= 0) ? found : []
}

const count = (text: string, sign: string) => text.split(sign).length - 1

/** A name and its sign as a text of its own. */
export const meaning = ({ id, name, isRoom }: Omit<Mention, 'at'>): Written => ({
  text: signOf({ name, ...(isRoom && { isRoom }) }),
  people: [{ at: 0, name, id, ...(isRoom && { isRoom }) }],
})

/** A part of it, as it is copied. */
export const partOf = ({ text, people }: Written, from: number, to: number): Written => ({
  text: text.slice(from, to),
  people: people.flatMap((one) =>
    one.at >= from && endOf(one) <= to ? [{ ...one, at: one.at - from }] : [],
  ),
})

/** With those who are meant in a part that was put in at a place. */
export const withPart = ({ text, people }: Written, part: Written, at: number): Written => {
  if (!text.startsWith(part.text, at)) return { text, people }
  const end = at + part.text.length
  const others = people.filter((one) => endOf(one) <= at || one.at >= end)
  const placed = part.people.map((one) => ({ ...one, at: one.at + at }))
  return sound({ text, people: [...others, ...placed].sort((a, b) => a.at - b.at) })
}

/** Reads what was kept or copied, also by another version: text that says nothing of whom it means. */
export const readWritten = (kept: unknown): Written => {
  if (typeof kept !== 'object' || kept === null || !('text' in kept) || typeof kept.text !== 'string')
    return { text: '', people: [] }
  const people = 'people' in kept && Array.isArray(kept.people) ? kept.people.filter(isMention) : []
  return sound({ text: kept.text, people })
}

const isMention = (one: unknown): one is Mention =>
  typeof one === 'object' &&
  one !== null &&
  'at' in one &&
  Number.isInteger(one.at) &&
  'name' in one &&
  typeof one.name === 'string' &&
  'id' in one &&
  (one.id === null || typeof one.id === 'string')
