type Named = { id: string; name: string }

/** The name of the id that means everybody in the room. */
export const everybody: Named = { id: 'room', name: 'room' }

/** A word of a name: of any script, with what is written on its letters, with signs and emoji. */
const begun = /(?:^|[\s(])@([^\s@,;:!?<>"`*]{0,40}(?: [^\s@,;:!?<>"`*]{1,40}){0,2})$/u

/** The name being typed at the end of this text, without its "@"; null when none is. */
export const nameBegun = (text: string): string | null => begun.exec(text)?.[1] ?? null

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

/** Names in place of ids, for copying and where text is not drawn. An id nobody here knows stays as it is. */
export const mentionsToNames = (content: string, nameOf: (userId: string) => string | undefined): string =>
  content.replace(/<@([\w-]{1,64})>/g, (all, userId: string) => {
    const name = userId === everybody.id ? everybody.name : nameOf(userId)
    return name ? `@${name}` : all
  })
