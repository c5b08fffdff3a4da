import { idsNamed } from '#lib/accounts/queries.ts'
import type { Queries } from '#lib/db/open.ts'
import { Refusal } from '#lib/errors.ts'
import type { RoomTitle } from '#lib/rooms/schema.ts'
import { joinedTitles } from '#lib/rooms/titles.ts'
import type { Sought } from './parse-query.ts'

/** More people than this may be meant by nothing anybody would write. */
const mostAuthors = 200

/** The rooms somebody may read now, of those that were asked for. */
export const roomsOpenTo = (on: Queries, viewerId: string, sought: Sought): Promise<Map<string, RoomTitle>> =>
  joinedTitles(on, viewerId, {
    roomId: sought.roomId,
    names: sought.in.map((name) => name.replace(/^#/, '')),
  })

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
