const mark = /<@([\w-]{1,64})>/g

/** A text with `@name` in place of each `<@userId>`; an id that `nameOf` does not know stays as it is. */
export const withNames = (text: string, nameOf: (userId: string) => string | undefined): string =>
  // Most texts have none, and a search asks of each part of each hit.
  text.includes('<@')
    ? text.replace(mark, (all, userId: string) => {
        const name = nameOf(userId)
        return name === undefined ? all : `@${name}`
      })
    : text
