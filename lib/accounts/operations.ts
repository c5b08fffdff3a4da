import { hash, verify } from '@node-rs/argon2'
import { eq } from 'drizzle-orm'
import type { Context, World } from '#lib/context.ts'
import { users } from '#lib/db/schema.ts'
import { isUniqueViolation } from '#lib/db/violations.ts'
import { notFound, Refusal } from '#lib/errors.ts'
import { fold } from '#lib/fold.ts'
import { newId } from '#lib/ids.ts'
import { becomesFounder, type Invitation, requireAdmission } from './admission.ts'
import { presentProfile } from './present.ts'
import { acquaintances, myProfile } from './queries.ts'
import type { Credentials, Profile, ProfileChange, Registration } from './schema.ts'
import { revokeOtherSessions } from './sessions.ts'

/** The library's default is argon2id; the costs are OWASP's first recommendation (19 MiB, 2 passes, 1 lane). */
const costs = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const hashPassword = (password: string) => hash(password, costs)

/** What an unknown email is checked against, so that the answer takes as long as for a known one. */
let nobodysHash: Promise<string> | undefined

/**
 * Makes an account. The first one of an instance is its admin. Refuses with `conflict` when the email has an account.
 * The invitation is accepted in the same write: what refuses it undoes the account.
 */
export async function register(
  world: World,
  input: Omit<Registration, 'invite'>,
  address: string,
  invitation?: Invitation,
): Promise<Profile> {
  await world.limits.registration(address)
  const passwordHash = await hashPassword(input.password)
  const id = newId()
  try {
    return await world.db.write(async (tx) => {
      const founder = await becomesFounder(tx, id)
      if (!founder) await requireAdmission(tx, world, invitation)
      const [user] = await tx
        .insert(users)
        .values({
          id,
          email: input.email,
          name: input.name,
          nameFolded: fold(input.name),
          passwordHash,
          role: founder ? 'admin' : 'member',
          createdAt: world.now(),
        })
        .returning()
      if (!user) throw new Error('The new account was not stored')
      await invitation?.accept(tx, id)
      return presentProfile(user)
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    const message = 'This email has an account already. Sign in instead.'
    throw new Refusal('conflict', message, { issues: [{ path: 'email', message }] })
  }
}

/** Checks email and password. One answer, in the same time, for a wrong password and an unknown email. */
export async function authenticate(
  world: World,
  { email, password }: Credentials,
  address: string,
): Promise<Profile> {
  nobodysHash ??= hashPassword(newId())
  const nobodys = await nobodysHash
  const user = await world.limits.signIn(address, email, async () => {
    const [found] = await world.db.read.select().from(users).where(eq(users.email, email))
    const matches = await verify(found?.passwordHash ?? nobodys, password)
    return found && matches ? found : null
  })
  if (!user) throw new Refusal('unauthenticated', 'Email and password do not match. Try again.')
  return presentProfile(user)
}

/** Changes the viewer's own name or password. A new password ends all their other sessions. */
export async function changeProfile(context: Context, change: ProfileChange): Promise<Profile> {
  const { db, publish, viewer } = context
  if (change.name === undefined && change.password === undefined) return myProfile(context)
  if (change.password !== undefined) await requirePassword(context, change.currentPassword ?? '')
  const passwordHash = change.password === undefined ? undefined : await hashPassword(change.password)
  const profile = await db.write(async (tx) => {
    const [user] = await tx
      .update(users)
      .set({
        ...(change.name !== undefined && { name: change.name, nameFolded: fold(change.name) }),
        ...(passwordHash && { passwordHash }),
      })
      .where(eq(users.id, viewer.userId))
      .returning()
    if (!user) throw notFound('account')
    return presentProfile(user)
  })
  if (change.name !== undefined) {
    const { id, name, avatarUrl } = profile
    publish('profile:changed', { people: await acquaintances(context) }, { id, name, avatarUrl })
  }
  if (passwordHash) await revokeOtherSessions(context)
  return profile
}

async function requirePassword({ db, limits, viewer }: Context, password: string) {
  // Counted for this account alone: others' mistakes must not block it.
  const own = await limits.signIn(`own ${viewer.userId}`, viewer.userId, async () => {
    const [user] = await db.read.select().from(users).where(eq(users.id, viewer.userId))
    return user && (await verify(user.passwordHash, password)) ? user : null
  })
  if (own) return
  const message = 'This is not your current password.'
  throw new Refusal('invalid_input', message, { issues: [{ path: 'currentPassword', message }] })
}
