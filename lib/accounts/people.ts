import { sql } from 'drizzle-orm'
import { among } from '#lib/db/among.ts'
import type { Queries } from '#lib/db/open.ts'
import { statement } from '#lib/db/statement.ts'
import { profilesVersion } from '#lib/instance/profiles-version.ts'
import { personColumns, users } from './columns.ts'
import type { Person } from './schema.ts'

const byIds = statement((on) =>
  on
    .select(personColumns)
    .from(users)
    .where(among(users.id, sql.placeholder('ids')))
    .prepare('people'),
)

/** A few megabytes; of more people all are forgotten. */
const most = 20_000

type Known = { version: string; people: Map<string, Person> }
const known = new WeakMap<Queries, Known>()

/**
 * Who these are, by their ids. It asks for no rights: for people the reader meets anyway. Whoever was read
 * before is not read again until somebody changes a name or a picture.
 */
export async function peopleOf(on: Queries, ids: Set<string>): Promise<ReadonlyMap<string, Person>> {
  // Asked first: whoever is read after it is at least as new.
  const version = await profilesVersion(on)
  let kept = known.get(on)
  if (kept?.version !== version || kept.people.size > most) {
    kept = { version, people: new Map() }
    known.set(on, kept)
  }
  const { people } = kept
  const unknown = [...ids].filter((id) => !people.has(id))
  if (unknown.length === 0) return people
  const found = await byIds(on).execute({ ids: JSON.stringify(unknown) })
  for (const person of found) people.set(person.id, person)
  return people
}
