import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { SessionContext, World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { oneTimeLinks, users } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'
import { hashSecret, newSecret } from '#lib/ids.ts'
import { mailJob } from '#lib/mail/mail-job.ts'
import { isMailSetUp } from '#lib/mail/set-up.ts'
import { confirmChange, emailTaken, wantedBy } from './change-email.ts'
import { lockAccount } from './lock.ts'
import { addressee } from './mail/reader.ts'
import { myProfile } from './queries.ts'

const lifeMs = 72 * 3_600_000

/** What a link confirms, to be shown before somebody presses. Refuses (`not_found`) one that is not good. */
export async function confirmedBy(world: Pick<World, 'db' | 'now'>, token: string): Promise<string> {
  const [found] = await world.db.read
    .select({ link: oneTimeLinks, email: users.email })
    .from(oneTimeLinks)
    .innerJoin(users, and(eq(users.id, oneTimeLinks.userId), isNull(users.deactivatedAt)))
    .where(isEmail(token))
  if (!found) return wantedBy(world, token)
  if (found.link.usedAt !== null) throw new Refusal('not_found', 'accounts.confirmedAlready')
  if (found.link.expiresAt <= world.now()) throw new Refusal('not_found', 'accounts.confirmExpired')
  return found.email
}

/** Confirms by a link that somebody reads what comes to their email, or to the one they want. */
export async function confirmEmail(world: World, token: string, address: string): Promise<void> {
  await world.limits.passwordLink(address)
  await confirmedBy(world, token)
  const at = world.now()
  const confirmed = world.change(async (tx, note) => {
    const [link] = await tx.select({ userId: oneTimeLinks.userId }).from(oneTimeLinks).where(isEmail(token))
    if (!link) return confirmChange(tx, note, token, at)
    await lockAccount(tx, link.userId)
    const [spent] = await tx
      .update(oneTimeLinks)
      .set({ usedAt: at })
      .where(and(isEmail(token), isNull(oneTimeLinks.usedAt), gt(oneTimeLinks.expiresAt, at)))
      .returning({ userId: oneTimeLinks.userId })
    if (!spent) throw new Refusal('not_found', 'accounts.confirmedAlready')
    await setVerified(tx, spent.userId, at)
  })
  await confirmed.catch((error: unknown) => {
    throw emailTaken(error, {})
  })
}

const setVerified = (tx: Queries, userId: string, at: number) =>
  tx
    .update(users)
    .set({ emailVerifiedAt: sql`coalesce(${users.emailVerifiedAt}, ${at})` })
    .where(eq(users.id, userId))

/** Sends the viewer a link to confirm their email once more. */
export async function askToConfirm(context: SessionContext, address: string): Promise<void> {
  const { db, env, jobs, limits, viewer } = context
  if (!isMailSetUp(env)) throw new Refusal('conflict', 'accounts.noMail')
  const { email, emailVerified } = await myProfile(context)
  if (emailVerified) return
  await limits.mailFrom(address)
  if (!(await limits.mailTo(email))) throw new Refusal('rate_limited', 'accounts.mailedEnough')
  const payload = { userId: viewer.userId }
  await db.write((tx) => jobs.enqueue(tx, 'mail.confirmEmail', payload, { key: viewer.userId }))
}

/** Asks somebody whether the email of their account is theirs. */
export const emailToConfirm = mailJob(
  'mail.confirmEmail',
  z.object({ userId: z.string() }),
  async (world, { userId }) => {
    const owner = await addressee(world, userId)
    if (!owner || owner.isVerified) return null
    const token = newSecret()
    const link = { tokenHash: hashSecret(token), expiresAt: world.now() + lifeMs, usedAt: null }
    await world.db.write((tx) =>
      tx
        .insert(oneTimeLinks)
        .values({ ...link, userId, purpose: 'email' })
        .onConflictDoUpdate({ target: [oneTimeLinks.userId, oneTimeLinks.purpose], set: link }),
    )
    const { t } = owner.reader
    const letter = {
      subject: t('mail.confirmEmail.subject'),
      greeting: t('mail.greeting', { name: owner.name }),
      paragraphs: [t('mail.confirmEmail.body')],
      link: { label: t('mail.confirmEmail.link'), url: `${world.env.PUBLIC_URL}/verify/${token}` },
      notes: [t('mail.confirmEmail.life'), t('mail.confirmEmail.notYou')],
    }
    return { to: { name: owner.name, address: owner.email }, letter, reader: owner.reader }
  },
)

const isEmail = (token: string) =>
  and(eq(oneTimeLinks.tokenHash, hashSecret(token)), eq(oneTimeLinks.purpose, 'email'))
