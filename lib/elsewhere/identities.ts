import { and, asc, eq } from 'drizzle-orm'
import { holdAccount } from '#lib/accounts/hold-account.ts'
import { lockAccount } from '#lib/accounts/lock.ts'
import { isOwnersByEmail } from '#lib/accounts/owners-by-email.ts'
import { requireRecentProof } from '#lib/accounts/proved.ts'
import type { OwnProof } from '#lib/accounts/schema.ts'
import { takesPasswords } from '#lib/accounts/takes-passwords.ts'
import { hasWayIn } from '#lib/accounts/ways-in.ts'
import type { SessionContext, World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { identities } from '#lib/db/schema.ts'
import { isUniqueViolation } from '#lib/db/violations.ts'
import { notFound, Refusal } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { isoTime } from '#lib/iso-time.ts'
import type { Identity } from './schema.ts'
import type { Found } from './trips.ts'

type Subject = { issuer: string; subject: string }

/** Where else the viewer can sign in. */
export async function myIdentities({ db, env, viewer }: SessionContext): Promise<Identity[]> {
  const rows = await db.read
    .select()
    .from(identities)
    .where(eq(identities.userId, viewer.userId))
    .orderBy(asc(identities.createdAt), asc(identities.id))
  return rows.map(({ id, issuer, label, createdAt, lastUsedAt }) => {
    const provider = env.providers.find((one) => one.issuer === issuer)
    return {
      id,
      provider: provider ? { id: provider.id, name: provider.name } : null,
      label,
      createdAt: isoTime(createdAt),
      lastUsedAt: isoTime(lastUsedAt),
    }
  })
}

/** Whose account a subject is linked with. */
export async function ownerOf(on: Queries, { issuer, subject }: Subject): Promise<string | null> {
  const [found] = await on
    .select({ userId: identities.userId })
    .from(identities)
    .where(and(eq(identities.issuer, issuer), eq(identities.subject, subject)))
  return found?.userId ?? null
}

/** Links a subject with an account, in the write that knows that both are one person’s. */
export async function link(tx: Queries, of: Subject & { label: string; userId: string }, at: number) {
  await tx.insert(identities).values({ id: newId(), ...of, createdAt: at, lastUsedAt: at })
}

/** Links with the viewer's own account what they came back with. Refuses what is somebody's already. */
export async function linkMine(
  { change, now, viewer }: SessionContext,
  { label, ...of }: Subject & { label: string },
): Promise<void> {
  try {
    await change(async (tx) => {
      await holdAccount(tx, viewer, now())
      await link(tx, { ...of, label, userId: viewer.userId }, now())
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Refusal('conflict', 'elsewhere.taken')
  }
}

export const subjectOf = ({ provider, subject }: Found): Subject => ({ issuer: provider.issuer, subject })

/** Notes that somebody came by it. */
export const used = ({ db, now }: Pick<World, 'db' | 'now'>, { issuer, subject }: Subject, label: string) =>
  db.write((tx) =>
    tx
      .update(identities)
      .set({ lastUsedAt: now(), label })
      .where(and(eq(identities.issuer, issuer), eq(identities.subject, subject))),
  )

/** Takes a link off, unless it is the last way its owner can sign in by (`conflict`). */
export async function unlink(context: SessionContext, id: string, proof: OwnProof): Promise<void> {
  const { change, env, now, viewer } = context
  await requireRecentProof(context, proof)
  await change(async (tx) => {
    // Of two that are taken off at once the second one is looked at when the first is gone.
    await holdAccount(tx, viewer, now())
    const gone = await tx
      .delete(identities)
      .where(and(eq(identities.userId, viewer.userId), eq(identities.id, id)))
      .returning({ id: identities.id })
    if (gone.length === 0) throw notFound('identity')
    await requireWayIn(tx, env, viewer.userId)
  })
}

/**
 * Refuses (`conflict`) what leaves somebody no way to sign in: neither here, by a password or a passkey, nor
 * at a provider that is set up. Belongs to the write that took one away.
 */
export async function requireWayIn(tx: Queries, env: World['env'], userId: string): Promise<void> {
  if (!(await hasAnyWayIn(tx, env, userId))) throw new Refusal('conflict', 'elsewhere.lastWay')
}

async function hasAnyWayIn(on: Queries, env: World['env'], userId: string): Promise<boolean> {
  if (await hasWayIn({ env }, on, userId)) return true
  const linked = await on.select().from(identities).where(eq(identities.userId, userId))
  return linked.some(({ issuer }) => env.providers.some((one) => one.issuer === issuer))
}

/**
 * Links with an account of the same email, where nobody can prove by a password that it is theirs: by the
 * email alone then, as a link to set a password would be sent there. Gives whether it did: not where they
 * have another way to prove it, nor where the email may be one that somebody else wrote into the account.
 */
export async function linkByEmail(
  world: World,
  of: Subject & { label: string; userId: string },
): Promise<boolean> {
  if (takesPasswords(world)) return false
  return world.change(async (tx) => {
    await lockAccount(tx, of.userId)
    if (await hasAnyWayIn(tx, world.env, of.userId)) return false
    if (!(await isOwnersByEmail(tx, of.userId))) return false
    await link(tx, of, world.now())
    return true
  })
}
