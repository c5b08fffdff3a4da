/** Shorter names are near to too many others. */
const leastChars = 8
const mostSlips = 2

/** Variables that are none of ours but for a slip, each with the one that was meant. */
export function misspelt(
  given: Iterable<string>,
  known: readonly string[],
): { variable: string; meant: string }[] {
  const names = new Set(known)
  return [...given]
    .filter((variable) => variable.length >= leastChars && !names.has(variable))
    .flatMap((variable) => {
      const meant = known.find((name) => name.length >= leastChars && isNear(variable, name))
      return meant ? [{ variable, meant }] : []
    })
}

/** Whether a few letters that are missing, added or other ones are all between two names (Levenshtein). */
function isNear(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > mostSlips) return false
  let before = Array.from({ length: other.length + 1 }, (_, i) => i)
  for (const [i, letter] of [...one].entries()) {
    const row = [i + 1]
    for (const [j, next] of [...other].entries())
      row.push(
        Math.min((row[j] ?? 0) + 1, (before[j + 1] ?? 0) + 1, (before[j] ?? 0) + (letter === next ? 0 : 1)),
      )
    // Most names are far apart after a few letters, and each of the environment is held against each of ours.
    if (Math.min(...row) > mostSlips) return false
    before = row
  }
  return (before.at(-1) ?? 0) <= mostSlips
}
