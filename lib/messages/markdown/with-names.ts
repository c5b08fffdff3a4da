const mark = /<@([\w-]{1,64})>/g

/** A text with `@name` in place of each `<@userId>`; an id that `nameOf` does not know stays as it is. */
export const withNames = (text: string, nameOf: (userId: string) => string | undefined): string =>
  text.replace(mark, (all, userId: string) => {
    const name = nameOf(userId)
    return name === undefined ? all : `@${name}`
  })
