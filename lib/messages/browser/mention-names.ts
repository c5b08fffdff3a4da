import { fold } from '#lib/fold.ts'
import { withNames } from '#lib/messages/markdown/with-names.ts'
import { roomsToNames } from '#lib/rooms/browser/room-names.ts'

type Named = { id: string; name: string }

/** The name of the id that means everybody in the room. */
export const everybody: Named = { id: 'room', name: 'room' }

/**
 * What an "@" right after it belongs to: an address, a path, code. After a letter of a script without spaces,
 * a bracket, a quote or a mark of emphasis it begins a name.
 */
const holds = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}_.+%/@)<`\\-]\p{M}{0,4}$/u

/** Whether an "@" at this place of a text may begin a name. */
export const beginsName = (text: string, at: number): boolean =>
  !holds.test(text.slice(Math.max(0, at - 6), at))

/** A word of a name: of any script, with what is written on its letters, with signs and emoji. */
const begun = /@([^\s@,;:!?<>"`*]{0,40}(?: [^\s@,;:!?<>"`*]{1,40}){0,2})$/u

/** The name being typed at the end of this text, without its "@"; null when none is. */
export const nameBegun = (text: string): string | null => {
  const found = begun.exec(text)
  return found && beginsName(text, found.index) ? (found[1] ?? null) : null
}

/** A "#" after any of these is part of a number, an address or a mark, and so is one after another. */
const roomBegunAt =
  /(?:^|[^\p{L}\p{M}\p{N}_#/&<`\\])#((?:[^\s@#,;:!?<>"`*]{1,40}(?: [^\s@#,;:!?<>"`*]{1,40}){0,2})?)$/u

/** The name of a room being typed at the end of this text, without its "#"; null when none is. */
export const roomBegun = (text: string): string | null => roomBegunAt.exec(text)?.[1] ?? null

/** Who may be meant by it: names that begin so, or have a word that does. */
export const meant = <P extends Named>(begun: string, people: readonly P[]): (P | Named)[] =>
  beginningWith<P | Named>(begun, [...people, everybody]).slice(0, 6)

export const beginningWith = <N extends Named>(begun: string, all: readonly N[]): N[] => {
  const sought = fold(begun)
  return all.filter(({ name }) => {
    const folded = fold(name)
    return folded.startsWith(sought) || folded.split(' ').some((word) => word.startsWith(sought))
  })
}

/** Names in place of ids, for copying and where text is not drawn. An id nobody here knows stays as it is. */
export const mentionsToNames = (content: string, nameOf: (userId: string) => string | undefined): string =>
  withNames(roomsToNames(content), (userId) => (userId === everybody.id ? everybody.name : nameOf(userId)))
