type Named = { id: string; name: string }

/** The name of the id that means everybody in the room. */
const everybody: Named = { id: 'room', name: 'room' }

/** People type names, messages keep ids: names may change, ids don't. The longest name that fits wins. */
export const mentionsToIds = (text: string, members: readonly Named[]): string => {
  const nameAt = namesOf([...members, everybody])
  let ids = ''
  let done = 0
  // Where an "@" begins a name whatever is before it: at the start, after another one, after a name.
  let free = 0
  for (const { index } of text.matchAll(/@/g)) {
    if (index < done || (index !== free && !/[\s(]/.test(text[index - 1] ?? ''))) continue
    free = index + 1
    const named = nameAt(text, free)
    if (!named) continue
    ids += `${text.slice(done, index)}<@${named.id}>`
    done = free += named.name.length
  }
  return ids + text.slice(done)
}

/**
 * Finds whose name stands at a place of a text. Looks up each length there is: a text may name many, of many.
 */
const namesOf = (people: readonly Named[]) => {
  const byName = new Map(people.toReversed().map((one) => [one.name.toLowerCase(), one]))
  const lengths = [...new Set(people.map(({ name }) => name.length))].sort((a, b) => b - a)
  const endsWord = (text: string, at: number) => !/^[\p{L}\p{N}]/u.test(text.slice(at, at + 2))
  return (text: string, at: number): Named | undefined => {
    const fits = (length: number) => byName.get(text.slice(at, at + length).toLowerCase())
    const length = lengths.find((one) => fits(one)?.name.length === one && endsWord(text, at + one))
    return length === undefined ? undefined : fits(length)
  }
}

/** The name being typed at the end of this text, without its "@"; null when none is. */
export const nameBegun = (text: string): string | null =>
  /(?:^|[\s(])@([\p{L}\p{N}_.-]{0,40}(?: [\p{L}\p{N}_.-]{1,40})?)$/u.exec(text)?.[1] ?? null

/** Who may be meant by it: names that begin so, or have a word that does. */
export const meant = <P extends Named>(begun: string, people: readonly P[]): (P | Named)[] => {
  const sought = begun.toLowerCase()
  const fits = ({ name }: Named) =>
    name.toLowerCase().startsWith(sought) ||
    name
      .toLowerCase()
      .split(/\s+/)
      .some((word) => word.startsWith(sought))
  return [...people, everybody].filter(fits).slice(0, 6)
}

/** The way back, for editing and for copying. An id nobody here knows stays as it is. */
export const mentionsToNames = (content: string, nameOf: (userId: string) => string | undefined): string =>
  content.replace(/<@([\w-]{1,64})>/g, (all, userId: string) => {
    const name = userId === everybody.id ? everybody.name : nameOf(userId)
    return name ? `@${name}` : all
  })
