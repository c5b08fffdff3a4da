import { and, eq, or } from 'drizzle-orm'
import { contains } from '#lib/db/contains.ts'
import type { Queries } from '#lib/db/open.ts'
import { memberships, rooms, users } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'
import { fold } from '#lib/fold.ts'
import { isWith } from '#lib/rooms/companions.ts'
import { isThere } from '#lib/rooms/membership.ts'
import type { RoomTitle } from '#lib/rooms/schema.ts'
import { titlesOf } from '#lib/rooms/titles.ts'
import type { Sought } from './parse-query.ts'

/** More people than this may be meant by nothing anybody would write. */
const mostAuthors = 200

/** The rooms somebody may read now, of those that were asked for. */
export async function roomsOpenTo(
  on: Queries,
  viewerId: string,
  sought: Sought,
): Promise<Map<string, RoomTitle>> {
  const found = await on
    .select({ room: rooms })
    .from(memberships)
    .innerJoin(rooms, eq(rooms.id, memberships.roomId))
    .where(
      and(
        isThere,
        eq(memberships.userId, viewerId),
        sought.roomId === null ? undefined : eq(rooms.id, sought.roomId),
        sought.in.length > 0 ? or(...sought.in.map((name) => isCalled(on, viewerId, name))) : undefined,
      ),
    )
  return titlesOf(
    on,
    viewerId,
    found.map(({ room }) => room),
  )
}

function isCalled(on: Queries, viewerId: string, name: string) {
  const folded = fold(name.replace(/^#/, ''))
  return or(eq(rooms.id, name), contains(rooms.nameFolded, folded), isWith(on, viewerId, folded))
}

/** Who is meant: by "@" and an id, by a whole name, else by a part of one; null when nobody was named. */
export async function authorsNamed(on: Queries, viewerId: string, names: string[]): Promise<string[] | null> {
  if (names.length === 0) return null
  const found = await Promise.all(names.map((name) => authorsCalled(on, viewerId, name)))
  return [...new Set(found.flat())]
}

async function authorsCalled(on: Queries, viewerId: string, named: string): Promise<string[]> {
  if (named.toLowerCase() === 'me') return [viewerId]
  const name = named.replace(/^@/, '')
  const people = (fits: ReturnType<typeof eq>) =>
    on
      .select({ id: users.id })
      .from(users)
      .where(fits)
      .limit(mostAuthors + 1)
  const whole = [...(await people(eq(users.id, name))), ...(await people(eq(users.nameFolded, fold(name))))]
  const found = whole.length > 0 ? whole : await people(contains(users.nameFolded, fold(name)))
  if (found.length <= mostAuthors) return found.map(({ id }) => id)
  throw new Refusal('invalid_input', 'search.manyPeople', { name: named }, { at: 'q' })
}
