import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#lib/audit/record.ts'
import type { Context, World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { oneTimeLinks, users } from '#lib/db/schema.ts'
import { isUniqueViolation } from '#lib/db/violations.ts'
import { notFound, Refusal } from '#lib/errors.ts'
import { fold } from '#lib/fold.ts'
import { hashSecret, newId, newSecret } from '#lib/ids.ts'
import { oneAtATime } from '#lib/instance/one-at-a-time.ts'
import { requireAdministrator } from '#lib/instance/require-administrator.ts'
import { isoTime } from '#lib/iso-time.ts'
import { isMailSetUp } from '#lib/mail/set-up.ts'
import { administratorNow, held, tell } from './deed.ts'
import { endWishes, requireNotKept } from './email-changes.ts'
import { lockAccount } from './lock.ts'
import { byMail } from './mail/by-mail.ts'
import { hashOfNew, lineOf } from './passwords.ts'
import { hasEmail } from './queries.ts'
import type { NewAccount, PasswordByLink, ResetLink } from './schema.ts'
import { endSessionsOf } from './sessions.ts'
import { requirePasswords, takesPasswords } from './takes-passwords.ts'

type User = typeof users.$inferSelect
const hourMs = 3_600_000
/** Whoever is new may not look at once; whoever is locked out waits for it. */
const life = { newcomer: 72 * hourMs, lockedOut: hourMs }

type Purpose = 'password' | 'mailedPassword'

/**
 * Makes an account that has no password yet, and the link by which its owner sets one. The link is shown
 * once: only a hash of it is kept. With `mail` another one goes to them. Refuses with `conflict` when the
 * email has an account, and when no mail is set up that could go.
 */
export async function makeAccount(
  context: Context,
  { email, name, role, mail }: NewAccount,
  address: string,
): Promise<{ id: string; link: string }> {
  requireAdministrator(context.viewer)
  if (mail && !isMailSetUp(context.env)) throw new Refusal('conflict', 'accounts.noMail')
  const id = newId()
  const at = context.now()
  try {
    const { link } = await context.change(async (tx, note) => {
      const actor = await administratorNow(tx, context, address)
      const account = { id, email, name, nameFolded: fold(name), passwordHash: '', role, createdAt: at }
      await tx.insert(users).values(account)
      await requireNotKept(tx, account, at, 'accounts.emailInUse')
      note('account.made', { userId: id, role })
      await tell(tx, at, actor, account, [{ action: 'user.created', detail: { email, role } }])
      if (mail) await context.jobs.enqueue(tx, 'mail.invited', { userId: id, by: actor.name })
      // Whoever signs in elsewhere with this email is let in to it.
      if (!takesPasswords(context)) return { link: `${context.env.PUBLIC_URL}/sign-in` }
      return newLink(tx, context, id, at + life.newcomer)
    })
    return { id, link }
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Refusal('conflict', 'accounts.emailInUse', {}, { at: 'email' })
  }
}

/** A link by which somebody sets a new password; one made before is no longer good. For administrators. */
export async function makeResetLink(context: Context, id: string, address: string): Promise<ResetLink> {
  requireAdministrator(context.viewer)
  return context.change(async (tx) => {
    const { actor, before } = await held(tx, context, id, address)
    return resetLink(tx, context, actor, before)
  })
}

/** The same for the owner of an email, for whoever holds the server’s machine, which needs no other right. */
export const makeResetLinkFor = (
  world: Pick<World, 'change' | 'now' | 'env'>,
  email: string,
): Promise<ResetLink> =>
  world.change(async (tx) => {
    await oneAtATime(tx)
    const [owner] = await tx.select().from(users).where(hasEmail(email))
    if (!owner) throw notFound('account')
    return resetLink(tx, world, null, owner)
  })

async function resetLink(
  tx: Queries,
  world: Pick<World, 'now' | 'env'>,
  actor: Actor,
  owner: User,
): Promise<ResetLink> {
  requirePasswords(world)
  if (owner.guestOf !== null) throw new Refusal('conflict', 'accounts.guestOfRoom')
  if (owner.deactivatedAt !== null) throw new Refusal('conflict', 'accounts.restoreFirst')
  const at = world.now()
  await tell(tx, at, actor, owner, [{ action: 'user.reset_link_made' }])
  return newLink(tx, world, owner.id, at + life.lockedOut)
}

/**
 * A link that goes to somebody’s email, and leaves the one that an administrator gave them as it is.
 */
export const mailedLink = (
  tx: Queries,
  world: Pick<World, 'env' | 'now'>,
  userId: string,
  whose: keyof typeof life = 'lockedOut',
) => newLink(tx, world, userId, world.now() + life[whose], 'mailedPassword')

async function newLink(
  tx: Queries,
  world: Pick<World, 'env'>,
  userId: string,
  expiresAt: number,
  purpose: Purpose = 'password',
): Promise<ResetLink> {
  requirePasswords(world)
  const token = newSecret()
  const link = { tokenHash: hashSecret(token), expiresAt, usedAt: null }
  await tx
    .insert(oneTimeLinks)
    .values({ ...link, userId, purpose })
    .onConflictDoUpdate({ target: [oneTimeLinks.userId, oneTimeLinks.purpose], set: link })
  return { link: `${world.env.PUBLIC_URL}/reset/${token}`, expiresAt: isoTime(expiresAt) }
}

/** Whose password a link sets. Refuses (`not_found`), with what to do next, one that is no longer good. */
export async function ownerOfLink(
  world: Pick<World, 'db' | 'env' | 'now'>,
  token: string,
): Promise<{ email: string; name: string }> {
  const { email, name } = await goodLink(world, token)
  return { email, name }
}

async function goodLink(world: Pick<World, 'db' | 'env' | 'now'>, token: string) {
  requirePasswords(world)
  const { db, now } = world
  const [found] = await db.read
    .select({ link: oneTimeLinks, email: users.email, name: users.name, hash: users.passwordHash })
    .from(oneTimeLinks)
    .innerJoin(users, and(eq(users.id, oneTimeLinks.userId), isNull(users.deactivatedAt)))
    .where(isPassword(token))
  if (!found) throw new Refusal('not_found', 'accounts.linkUnknown')
  const { link, email, name, hash } = found
  if (link.usedAt !== null) throw new Refusal('not_found', 'accounts.linkUsed')
  if (link.expiresAt <= now()) throw new Refusal('not_found', 'accounts.linkExpired')
  return { id: link.userId, email, name, isNew: hash === '' }
}

/**
 * Sets a password by a link, once, and ends every session of the account. Its owner is told by mail.
 */
export async function setPasswordByLink(
  world: World,
  { token, password }: PasswordByLink,
  address: string,
): Promise<void> {
  await world.limits.passwordLink(address)
  const owner = await goodLink(world, token)
  const passwordHash = await hashOfNew(world, lineOf('changes', address), password, owner)
  const at = world.now()
  await world.change(async (tx, note) => {
    await lockAccount(tx, owner.id)
    // To make a hash takes its time, and of two who use it at once the second one comes too late.
    const [spent] = await tx
      .update(oneTimeLinks)
      .set({ usedAt: at })
      .where(and(isPassword(token), isNull(oneTimeLinks.usedAt), gt(oneTimeLinks.expiresAt, at)))
      .returning({ userId: oneTimeLinks.userId, purpose: oneTimeLinks.purpose })
    if (!spent) throw new Refusal('not_found', 'accounts.linkUsed')
    const { userId } = spent
    await endPasswordLinks(tx, userId, at)
    await endWishes(tx, userId)
    const isRead = spent.purpose === 'mailedPassword'
    await tx
      .update(users)
      .set({
        passwordHash,
        ...(isRead && { emailVerifiedAt: sql`coalesce(${users.emailVerifiedAt}, ${at})` }),
      })
      .where(eq(users.id, userId))
    await endSessionsOf(tx, note, userId, at, 'revoked')
    // Whoever is new has set their first one.
    if (!owner.isNew) await byMail(world)(tx, 'mail.passwordChanged', { userId, at, address })
  })
}

/** What was made for something else opens nothing here. */
const isPassword = (token: string) => and(eq(oneTimeLinks.tokenHash, hashSecret(token)), setsPassword)

const setsPassword = inArray(oneTimeLinks.purpose, ['password', 'mailedPassword'])

/** Once a password is set, no link that was made before sets another one. */
export const endPasswordLinks = (tx: Queries, userId: string, at: number) =>
  tx
    .update(oneTimeLinks)
    .set({ usedAt: at })
    .where(and(eq(oneTimeLinks.userId, userId), setsPassword, isNull(oneTimeLinks.usedAt)))

/** Whoever may not come in sets no password either: belongs to the write that takes them out of use. */
export const endLinksOf = (tx: Queries, userId: string) =>
  tx.delete(oneTimeLinks).where(eq(oneTimeLinks.userId, userId))
