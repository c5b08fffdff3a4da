import { and, desc, eq, gt, gte, isNull, ne } from 'drizzle-orm'
import type { SessionContext, World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { emailChanges, oneTimeLinks, users } from '#lib/db/schema.ts'
import { isUniqueViolation } from '#lib/db/violations.ts'
import { Refusal } from '#lib/errors.ts'
import type { Facts, Note } from '#lib/facts/facts.ts'
import { hashSecret, newId } from '#lib/ids.ts'
import { isMailSetUp } from '#lib/mail/set-up.ts'
import { changeLife, endWishes, requireNotKept } from './email-changes.ts'
import { lockAccount } from './lock.ts'
import { forgetPasskeys } from './passkeys/own.ts'
import { endPasswordLinks } from './password-links.ts'
import { endSessionsOf } from './sessions.ts'
import { forgetAppSince } from './two-factor/set-up.ts'

type Around = Pick<World, 'env' | 'jobs' | 'now'>

/**
 * Somebody who proved their password wants another email, in the write at hand. It holds when it was
 * confirmed from there, and the one before is told. Where no mail is set up it holds at once, and is not
 * verified. Whether it has an account already is told by mail alone, where there is any.
 */
export async function wantEmail(
  tx: Queries,
  note: Note,
  around: Around,
  userId: string,
  wanted: string,
): Promise<void> {
  await endWishes(tx, userId)
  const [owner] = await tx.select({ email: users.email }).from(users).where(eq(users.id, userId))
  if (!owner || owner.email === wanted) return
  const before = owner.email
  if (!isMailSetUp(around.env)) return note('email.changed', { userId, email: wanted, verifiedAt: null })
  const changeId = newId()
  const requestedAt = around.now()
  await tx.insert(emailChanges).values({ id: changeId, userId, before, wanted, requestedAt })
  await around.jobs.enqueue(tx, 'mail.confirmNewEmail', { changeId })
  await around.jobs.enqueue(tx, 'mail.emailChanging', { changeId })
}

/** Refuses too many wishes of one person: each sends mails, or tells who has an account. */
export async function requireMayWant({ limits, viewer }: SessionContext, wanted: string): Promise<void> {
  const may = (await limits.mailTo(`own ${viewer.userId}`)) && (await limits.mailTo(wanted))
  if (!may) throw new Refusal('rate_limited', 'accounts.mailedEnough')
}

/** The email the viewer wants and has not confirmed; null when there is none. */
export async function waitingEmail({ db, now, viewer }: SessionContext): Promise<string | null> {
  const [found] = await db.read
    .select({ wanted: emailChanges.wanted })
    .from(emailChanges)
    .where(
      and(
        eq(emailChanges.userId, viewer.userId),
        isNull(emailChanges.confirmedAt),
        gt(emailChanges.requestedAt, now() - changeLife.confirm),
      ),
    )
    .orderBy(desc(emailChanges.requestedAt))
    .limit(1)
  return found?.wanted ?? null
}

/** Which email a link confirms. Refuses (`not_found`), with what to do next, one that is no longer good. */
export async function wantedBy({ db, now }: Pick<World, 'db' | 'now'>, token: string): Promise<string> {
  const [found] = await db.read
    .select({ change: emailChanges })
    .from(emailChanges)
    .innerJoin(users, and(eq(users.id, emailChanges.userId), isNull(users.deactivatedAt)))
    .where(eq(emailChanges.confirmHash, hashSecret(token)))
  if (!found) throw new Refusal('not_found', 'accounts.confirmUnknown')
  if (found.change.confirmedAt !== null) throw new Refusal('not_found', 'accounts.confirmedAlready')
  if (found.change.requestedAt <= now() - changeLife.confirm)
    throw new Refusal('not_found', 'accounts.confirmExpired')
  return found.change.wanted
}

/** Gives an account the email that was confirmed by this link. Sessions stay. */
export async function confirmChange(tx: Queries, note: Note, token: string, at: number): Promise<void> {
  const isThis = eq(emailChanges.confirmHash, hashSecret(token))
  const [known] = await tx.select({ userId: emailChanges.userId }).from(emailChanges).where(isThis)
  if (known) await lockAccount(tx, known.userId)
  const isGood = and(isNull(emailChanges.confirmedAt), gt(emailChanges.requestedAt, at - changeLife.confirm))
  const [change] = await tx
    .update(emailChanges)
    .set({ confirmedAt: at })
    .where(and(isThis, isGood))
    .returning()
  if (!change) throw new Refusal('not_found', 'accounts.confirmUnknown')
  note('email.changed', { userId: change.userId, email: change.wanted, verifiedAt: at })
}

/** Whose email a link keeps, and which one. Refuses (`not_found`) one that is no longer good. */
export async function keptBy({ db, now }: Pick<World, 'db' | 'now'>, token: string) {
  const [change] = await db.read
    .select()
    .from(emailChanges)
    .where(eq(emailChanges.keepHash, hashSecret(token)))
  if (!change) throw new Refusal('not_found', 'accounts.keepUnknown')
  if (change.requestedAt <= now() - changeLife.keep) throw new Refusal('not_found', 'accounts.keepExpired')
  return change
}

/**
 * Takes a change of email back, with all that came after it, by the link that went to the email before. Who
 * asked for it knew the password and was signed in: so that password opens nothing any more, every session
 * ends, and what was added since to come in by goes too; a link to set a new password goes to the email that
 * was kept.
 */
export async function keepEmail(world: World, token: string, address: string): Promise<void> {
  await world.limits.passwordLink(address)
  const { userId, before, requestedAt } = await keptBy(world, token)
  const at = world.now()
  const kept = world.change(async (tx, note) => {
    await lockAccount(tx, userId)
    const later = and(eq(emailChanges.userId, userId), gte(emailChanges.requestedAt, requestedAt))
    const undone = await tx.delete(emailChanges).where(later).returning({ hash: emailChanges.keepHash })
    if (!undone.some(({ hash }) => hash === hashSecret(token)))
      throw new Refusal('not_found', 'accounts.keepUnknown')
    await tx.update(users).set({ passwordHash: '' }).where(eq(users.id, userId))
    await endPasswordLinks(tx, userId, at)
    await forgetAppSince(tx, userId, requestedAt)
    await forgetPasskeys(tx, userId, requestedAt)
    await endSessionsOf(tx, note, userId, at, 'revoked')
    note('email.kept', { userId, since: requestedAt })
    note('email.changed', { userId, email: before, verifiedAt: at })
    if (!isMailSetUp(world.env)) return
    await world.jobs.enqueue(tx, 'mail.passwordForgotten', { email: before, languages: '' })
  })
  await kept.catch((error: unknown) => {
    throw emailTaken(error, {})
  })
}

/** What went to an email as that of this account opens nothing once it is another one. */
export async function storeEmail(
  tx: Queries,
  { userId, email, verifiedAt }: Facts['email.changed'],
  at: number,
): Promise<void> {
  await tx.update(users).set({ email, emailVerifiedAt: verifiedAt }).where(eq(users.id, userId))
  await requireNotKept(tx, { id: userId, email }, at)
  await tx
    .delete(oneTimeLinks)
    .where(and(eq(oneTimeLinks.userId, userId), ne(oneTimeLinks.purpose, 'password')))
}

/** An email that somebody else has is told as such, whoever was first. */
export const emailTaken = (error: unknown, more: { at?: string } = { at: 'email' }): unknown =>
  isUniqueViolation(error) ? new Refusal('conflict', 'accounts.emailTaken', {}, more) : error
