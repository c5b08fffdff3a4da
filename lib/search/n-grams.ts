/*
 * What the index knows of a message is a set of numbers: one for each one, two and three characters that
 * follow each other in its text, and one each for its room, its author and having files. They narrow down;
 * whether a text really matches is always seen by reading it. Both databases keep the same numbers, so both
 * find the same, in every script and without an extension.
 */

/** FNV-1a, 32 bits: two different things with one number cost a look at a text, never a wrong answer. */
function numberOf(what: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < what.length; at++) hash = Math.imul(hash ^ what.charCodeAt(at), 0x01000193)
  return hash | 0
}

export const roomMark = (roomId: string): number => numberOf(`room ${roomId}`)
export const authorMark = (userId: string): number => numberOf(`author ${userId}`)
export const fileMark: number = numberOf('has a file')

const longest = 3

/** All runs of one to three characters; of the short ones only those within a word. */
export function marksOfText(key: string): Set<number> {
  const marks = new Set<number>()
  const signs = [...key]
  for (let from = 0; from < signs.length; from++) {
    let run = ''
    for (let length = 1; length <= longest && from + length <= signs.length; length++) {
      run += signs[from + length - 1]
      if (length === longest || !run.includes(' ')) marks.add(numberOf(run))
    }
  }
  return marks
}

/**
 * What a text must have so that it can contain this: runs of three, or the whole of something shorter. Each
 * mark costs the index about as much as any other, so these are every second run, and the last: two signs
 * that follow each other still stand together in one of them.
 */
export function marksOfPart(key: string): number[] {
  const signs = [...key]
  if (signs.length <= longest) return [numberOf(key)]
  const last = signs.length - longest
  const marks = new Set<number>()
  for (let from = 0; from < last + 2; from += 2) {
    const at = Math.min(from, last)
    marks.add(numberOf(signs.slice(at, at + longest).join('')))
  }
  return [...marks]
}

/** Tells whether a message has other marks than before. */
export const digestOf = (key: string, hasFile: boolean): number => numberOf(`${hasFile} ${key}`)
