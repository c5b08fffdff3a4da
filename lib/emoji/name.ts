/** How long a name may be: between its colons a reaction has 32 signs. */
export const mostNameChars = 30

const written = /(?<![\p{L}\p{M}\p{N}]):([\p{L}\p{M}\p{N}_+-]{2,30})(?=:(?![\p{L}\p{M}\p{N}]))/gu

/** Whether there may be one of the installation's emoji in a text. */
export const mayHoldEmoji = (text: string): boolean => text.search(written) >= 0

/** Names that a text may mean some by. */
export const emojiNamesIn = (text: string): string[] =>
  Array.from(text.matchAll(written), ([, name = '']) => name)

/** As it stands in texts and reactions. */
export const betweenColons = (name: string): string => `:${name}:`

/** The name of a reaction with one of the installation's emoji; null for any other sign. */
export const nameBetweenColons = (sign: string): string | null => /^:([^:]+):$/.exec(sign)?.[1] ?? null

/** A text in parts: each `:name:` that `find` knows as what it gives, all else as it was written. */
export function partedByEmoji<T extends object>(
  text: string,
  find: (name: string) => T | undefined,
): (string | T)[] {
  const parts: (string | T)[] = []
  let from = 0
  for (const { 0: begun, 1: name = '', index } of text.matchAll(written)) {
    const found = index >= from ? find(name) : undefined
    if (!found) continue
    if (index > from) parts.push(text.slice(from, index))
    parts.push(found)
    from = index + begun.length + 1
  }
  if (from < text.length) parts.push(text.slice(from))
  return parts
}

/** What a picture may be called by its file's name. */
export const nameOfFile = (fileName: string): string =>
  fileName
    .replace(/\.[^.]*$/, '')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
    .join('_')
    .slice(0, mostNameChars)
