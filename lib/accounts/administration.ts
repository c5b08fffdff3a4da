import { and, eq, isNull } from 'drizzle-orm'
import type { Context, World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { users } from '#lib/db/schema.ts'
import { notFound, Refusal } from '#lib/errors.ts'
import type { Note } from '#lib/facts/facts.ts'
import { fold } from '#lib/fold.ts'
import { oneAtATime } from '#lib/instance/one-at-a-time.ts'
import { mayAdminister } from '#lib/instance/policy.ts'
import { newProfilesVersion } from '#lib/instance/profiles-version.ts'
import { administrator, requireAdministrator } from '#lib/instance/require-administrator.ts'
import { type Deed, held, tell } from './deed.ts'
import { anotherAdmin, isActiveAdmin, requireAnotherAdmin } from './last-administrator.ts'
import { endLinksOf } from './password-links.ts'
import { presentPerson } from './present.ts'
import { hasEmail } from './queries.ts'
import type { AccountChange } from './schema.ts'
import { endSessionsOf } from './sessions.ts'

type User = typeof users.$inferSelect
/** What is done to whoever has an account of their own. */
const forAccounts: Deed['action'][] = ['user.role_changed', 'user.restored']

/**
 * Gives an account another role or name, takes it out of use or brings it back. Whoever is taken out of use
 * loses sessions, sockets and seats in calls with the write. Refuses (`conflict`) what would leave nobody
 * who is an active administrator.
 */
export async function changeAccount(
  context: Context,
  id: string,
  wanted: AccountChange,
  address: string,
): Promise<void> {
  requireAdministrator(context.viewer)
  await context.change(async (tx, note) => {
    const { actor, before } = await held(tx, context, id, address)
    const deeds = deedsOf(before, wanted)
    if (deeds.length === 0) return
    // They have neither an email nor a password to come back with.
    if (before.guestOf !== null && deeds.some(({ action }) => forAccounts.includes(action)))
      throw new Refusal('conflict', 'accounts.guestOfRoom')
    const after = await store(tx, before, wanted, context.now())
    if (isActiveAdmin(before) && !isActiveAdmin(after)) await requireAnotherAdmin(tx, id)
    if (after.name !== before.name) {
      await newProfilesVersion(tx)
      note('profile.changed', { person: presentPerson(after) })
    }
    if (after.role !== before.role) note('role.changed', { userId: id })
    if (after.deactivatedAt !== null && before.deactivatedAt === null) {
      await endSessionsOf(tx, note, id, context.now(), 'deactivated')
      await endLinksOf(tx, id)
    }
    await tell(tx, context.now(), actor, before, deeds)
  })
}

/** Signs somebody out everywhere. */
export async function endAllSessions(context: Context, id: string, address: string): Promise<void> {
  requireAdministrator(context.viewer)
  await context.change(async (tx: Queries, note: Note) => {
    const { actor, before } = await held(tx, context, id, address)
    const ended = await endSessionsOf(tx, note, id, context.now(), 'revoked')
    await tell(tx, context.now(), actor, before, [
      { action: 'user.sessions_ended', detail: { sessions: String(ended) } },
    ])
  })
}

/**
 * Makes the owner of an email an active administrator: for whoever holds the server’s machine, which needs
 * no other right. Gives their name.
 */
export async function promote(
  { change, now }: Pick<Context, 'change' | 'now'>,
  email: string,
): Promise<string> {
  return change(async (tx, note) => {
    await oneAtATime(tx)
    const [before] = await tx.select().from(users).where(hasEmail(email))
    if (!before) throw notFound('account')
    const wanted = { role: administrator, state: 'active' } as const
    await store(tx, before, wanted, now())
    if (!mayAdminister(before)) note('role.changed', { userId: before.id })
    await tell(tx, now(), null, before, deedsOf(before, wanted))
    return before.name
  })
}

/**
 * Makes somebody an administrator or no longer one, as the place says where they have just signed in. The
 * only active administrator stays one.
 */
export async function followRole(
  world: Pick<World, 'db' | 'change' | 'now'>,
  userId: string,
  isAdmin: boolean,
  by: { provider: string; address: string },
): Promise<void> {
  const look = async (on: Queries) => {
    const [user] = await on
      .select()
      .from(users)
      .where(and(eq(users.id, userId), isNull(users.deactivatedAt)))
    return user && mayAdminister(user) !== isAdmin ? user : null
  }
  if (!(await look(world.db.read))) return
  await world.change(async (tx, note) => {
    await oneAtATime(tx)
    const before = await look(tx)
    if (!before || (!isAdmin && !(await anotherAdmin(tx, userId)))) return
    const role = isAdmin ? administrator : 'member'
    await store(tx, before, { role }, world.now())
    note('role.changed', { userId })
    const detail = { from: before.role, to: role, provider: by.provider }
    const actor = { id: userId, name: before.name, address: by.address }
    await tell(tx, world.now(), actor, before, [{ action: 'user.role_changed', detail }])
  })
}

function deedsOf(before: User, { name, role, state }: AccountChange): Deed[] {
  const deeds: Deed[] = []
  if (name !== undefined && name !== before.name)
    deeds.push({ action: 'user.renamed', detail: { from: before.name, to: name } })
  if (role !== undefined && role !== before.role)
    deeds.push({ action: 'user.role_changed', detail: { from: before.role, to: role } })
  if (state === 'deactivated' && before.deactivatedAt === null) deeds.push({ action: 'user.deactivated' })
  if (state === 'active' && before.deactivatedAt !== null) deeds.push({ action: 'user.restored' })
  return deeds
}

async function store(tx: Queries, before: User, wanted: AccountChange, at: number): Promise<User> {
  const { name = before.name, role = before.role, state } = wanted
  const deactivatedAt =
    state === undefined ? before.deactivatedAt : state === 'active' ? null : (before.deactivatedAt ?? at)
  const [after] = await tx
    .update(users)
    .set({ name, nameFolded: fold(name), role, deactivatedAt })
    .where(eq(users.id, before.id))
    .returning()
  if (!after) throw notFound('account')
  return after
}
