type Named = { id: string; name: string }

/** The name of the id that means everybody in the room. */
const everybody: Named = { id: 'room', name: 'room' }

/** People type names, messages keep ids: names may change, ids don't. The longest name that fits wins. */
export const mentionsToIds = (text: string, members: readonly Named[]): string => {
  const named = [...members, everybody].sort((a, b) => b.name.length - a.name.length)
  return text.replace(/(^|[\s(])@(\S[^\n]*)/g, (_, before: string, rest: string) => {
    const member = named.find(
      ({ name }) =>
        rest.toLowerCase().startsWith(name.toLowerCase()) && !/^[\p{L}\p{N}]/u.test(rest.slice(name.length)),
    )
    if (!member) return `${before}@${mentionsToIds(rest, members)}`
    return `${before}<@${member.id}>${mentionsToIds(rest.slice(member.name.length), members)}`
  })
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
