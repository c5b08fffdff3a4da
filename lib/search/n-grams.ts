/*
 * What the index knows of a message is a set of words, which it keeps but never shows: each run of three
 * signs of its text, what is shorter at the text's end, its room, its author and whether it has files. They
 * narrow down; whether a text really matches is always seen by reading it. Both databases keep the same
 * words, so both find the same, in every script and without an extension.
 */

const longest = 3

/**
 * Words are letters and digits to the tokenizers and query languages of both databases: every other sign of
 * ASCII has another one in its place, from the full-width forms, which no folded text holds.
 */
const separators = /[\0-/:-@[-`{-\x7f]/g
const letters = (text: string) =>
  text.replace(separators, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))

/** They begin with full-width letters, so that no text has them. */
export const roomWord = (roomId: string): string => `Ｒ${letters(roomId)}`
export const authorWord = (userId: string): string => `Ａ${letters(userId)}`
export const fileWord = 'Ｆ'

/** The words of a folded text; one that stands in it several times may come as often. */
export function wordsOfText(key: string): string[] {
  const signs = [...letters(key)]
  return signs.map((sign, at) => sign + (signs[at + 1] ?? '') + (signs[at + 2] ?? ''))
}

/** What a message must have to contain a part: words, and for what is shorter one that begins so. */
export type Needed = { words: string[]; beginning: string[] }

/**
 * Each word costs a look-up about as much as any other, so these are every second run, and the last: two
 * signs that follow each other still stand together in one of them.
 */
export function neededFor(key: string): Needed {
  const signs = [...letters(key)]
  const last = signs.length - longest
  if (last < 0) return { words: [], beginning: [signs.join('')] }
  const words = new Set<string>()
  for (let from = 0; from < last + 2; from += 2) {
    const at = Math.min(from, last)
    words.add(signs.slice(at, at + longest).join(''))
  }
  return { words: [...words], beginning: [] }
}

/** FNV-1a, 32 bits: tells whether a message has other words than before. */
export function digestOf(key: string, hasFile: boolean): number {
  let hash = hasFile ? 0x811c9dc4 : 0x811c9dc5
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193)
  return hash | 0
}
