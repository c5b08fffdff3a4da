import { idsNamed } from '#lib/accounts/queries.ts'
import type { Queries } from '#lib/db/open.ts'
import { Refusal } from '#lib/errors.ts'
import { countJoined, idsMeant, joinedIds } from '#lib/rooms/titles.ts'
import type { Sought } from './parse-query.ts'

/** More people than this may be meant by nothing anybody would write. */
const mostAuthors = 200

/**
 * So few rooms are named to the index at once. More, and it first gives what is newest in any room: most of
 * that may often be read, and rooms cost the index more than words do.
 */
const few = 8

/** Where somebody looks: in rooms they mean, or in all they are in. */
export type Scope = {
  /** So few that the index is told of them at once. */
  areFew: boolean
  has: (roomId: string) => boolean
  /** All of them, at this moment. */
  all: () => Promise<string[]>
}

export async function scopeOf(on: Queries, viewerId: string, sought: Sought): Promise<Scope> {
  const meansSome = sought.roomId !== null || sought.in.length > 0
  if (!meansSome) {
    const some = await countJoined(on, viewerId, few + 1)
    // Whether a room is theirs is asked with each message that is read.
    return { areFew: some <= few, has: () => true, all: () => joinedIds(on, viewerId) }
  }
  const names = sought.in.map((name) => name.replace(/^#/, ''))
  const rooms = await idsMeant(on, viewerId, { roomId: sought.roomId, names })
  const meant = new Set(rooms)
  return { areFew: rooms.length <= few, has: (roomId) => meant.has(roomId), all: async () => rooms }
}

/** Who is meant: by "@" and an id, by a whole name, else by a part of one; null when nobody was named. */
export async function authorsNamed(on: Queries, viewerId: string, names: string[]): Promise<string[] | null> {
  if (names.length === 0) return null
  const found = await Promise.all(names.map((name) => authorsCalled(on, viewerId, name)))
  return [...new Set(found.flat())]
}

async function authorsCalled(on: Queries, viewerId: string, named: string): Promise<string[]> {
  if (named.toLowerCase() === 'me') return [viewerId]
  const found = await idsNamed(on, named.replace(/^@/, ''), mostAuthors)
  if (found.length <= mostAuthors) return found
  throw new Refusal('invalid_input', 'search.manyPeople', { name: named }, { at: 'q' })
}
