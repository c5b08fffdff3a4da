import { and, eq, inArray } from 'drizzle-orm'
import { personOf } from '#lib/accounts/person.ts'
import { peopleByEmail } from '#lib/accounts/queries.ts'
import type { Viewer } from '#lib/accounts/schema.ts'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { bans, memberships } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'
import { mayFindEverybody } from '#lib/instance/policy.ts'
import { enter, lockRoom } from './entry.ts'
import { requireMembership } from './membership.ts'
import { canInvite } from './policy.ts'
import type { Addition } from './schema.ts'

/**
 * Adds whoever has one of these addresses, as members, and tells of each what became of it. It tells no more
 * than a search for the whole address would, and each address counts as somebody added, found or not.
 */
export async function addByEmail(
  context: Context,
  roomId: string,
  addresses: string[],
): Promise<{ items: Addition[] }> {
  const { change, db, limits, now, viewer } = context
  await requireAdding(db.read, viewer, roomId)
  const asked = [...new Set(addresses)]
  await limits.addition(viewer.userId, asked.length)
  return change(async (tx, note) => {
    await lockRoom(tx, roomId)
    await requireAdding(tx, viewer, roomId)
    const people = await peopleByEmail(tx, asked)
    const ids = [...people.values()].map(({ id }) => id)
    const [here, out] = [await idsIn(tx, memberships, roomId, ids), await idsIn(tx, bans, roomId, ids)]
    const items: Addition[] = []
    for (const address of asked) {
      const person = people.get(address)
      if (!person) items.push({ address, outcome: 'unknown', person: null })
      else if (here.has(person.id)) items.push({ address, outcome: 'isHere', person })
      else if (out.has(person.id)) items.push({ address, outcome: 'banned', person })
      else {
        await enter(tx, note, { roomId, userId: person.id, role: 'member' }, now())
        note('member.added', { roomId, userId: person.id, by: personOf(viewer) })
        items.push({ address, outcome: 'added', person })
      }
    }
    return { items }
  }, roomId)
}

async function requireAdding(on: Queries, viewer: Viewer, roomId: string): Promise<void> {
  const room = await requireMembership(on, viewer, roomId)
  if (!canInvite(viewer, room) || !mayFindEverybody(viewer)) throw new Refusal('forbidden', 'rooms.addPeople')
}

async function idsIn(
  on: Queries,
  table: typeof memberships | typeof bans,
  roomId: string,
  ids: string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const found = await on
    .select({ userId: table.userId })
    .from(table)
    .where(and(eq(table.roomId, roomId), inArray(table.userId, ids)))
  return new Set(found.map(({ userId }) => userId))
}
