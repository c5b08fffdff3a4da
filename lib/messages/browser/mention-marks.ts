/** Tells whom and what a text names where it is drawn: `namedBy`. */
export type Read = (text: string) => readonly string[]

/** As long as the id it stands for, and for each place another: so it is known which of them are drawn. */
export const markFor = (at: number, id: string): string => at.toString(36).padStart(id.length, '-')

/** A text with something else in place of a sign and a name, at places that are in order. */
export const filled = <O extends { at: number; name: string }>(
  text: string,
  all: readonly O[],
  say: (one: O, at: number) => string,
): string => {
  let said = ''
  let done = 0
  for (const [at, one] of all.entries()) {
    said += text.slice(done, one.at) + say(one, at)
    done = one.at + 1 + one.name.length
  }
  return said + text.slice(done)
}
