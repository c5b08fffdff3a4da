import { eq } from 'drizzle-orm'
import type { SessionContext, World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { users } from '#lib/db/schema.ts'
import { notFound, Refusal } from '#lib/errors.ts'
import type { Note } from '#lib/facts/facts.ts'
import { fold } from '#lib/fold.ts'
import { newId } from '#lib/ids.ts'
import { admit } from '#lib/instance/admission.ts'
import { oneAtATime } from '#lib/instance/one-at-a-time.ts'
import { newProfilesVersion } from '#lib/instance/profiles-version.ts'
import { changeAbout } from './about/change-about.ts'
import { emailTaken, requireMayWant, wantEmail } from './change-email.ts'
import { endWishes, requireNotKept } from './email-changes.ts'
import { holdAccount } from './hold-account.ts'
import { byMail } from './mail/by-mail.ts'
import { requireOwnPassword } from './own-password.ts'
import { endPasswordLinks } from './password-links.ts'
import { hashOfNew, lineOf, withPassword } from './passwords.ts'
import { isGuestOfRoom } from './policy.ts'
import { presentPerson, presentProfile } from './present.ts'
import { myProfile } from './queries.ts'
import type { Credentials, OwnProfile, Profile, ProfileChange, Registration } from './schema.ts'
import { endOtherSessions } from './sessions.ts'
import { requirePasswords } from './takes-passwords.ts'

/**
 * What a newcomer brings: whether it is good, and what it opens for the new
 * account. Both belong to the write that makes it.
 */
export type Invitation = {
  isGood: (tx: Queries) => Promise<boolean>
  accept: (tx: Queries, note: Note, userId: string) => Promise<void>
}

/**
 * Makes an account. The first one of an instance is its admin. Refuses with `conflict` when
 * the email has an account, and a weak password. The invitation is accepted in the same
 * write: what refuses it undoes the account.
 */
export async function register(
  world: World,
  input: Omit<Registration, 'invite'>,
  address: string,
  invitation?: Invitation,
): Promise<Profile> {
  requirePasswords(world)
  await world.limits.registration(address)
  const passwordHash = await hashOfNew(world, lineOf('registrations', address), input.password, input)
  try {
    return await world.change((tx, note) =>
      admitNewcomer(tx, note, world, { ...input, passwordHash }, invitation),
    )
  } catch (error) {
    throw emailTaken(error)
  }
}

/**
 * The new account of somebody, in the write at hand, who is let in as the registration is set. Its email must
 * be nobody's yet.
 */
export async function admitNewcomer(
  tx: Queries,
  note: Note,
  world: World,
  newcomer: Pick<typeof users.$inferInsert, 'email' | 'name' | 'passwordHash' | 'emailVerifiedAt'>,
  invitation: Invitation | undefined,
): Promise<Profile> {
  const id = newId()
  const { email, name, passwordHash, emailVerifiedAt } = newcomer
  // Rooms are entered by it, in one order: of two newcomers none waits for what the other holds.
  await oneAtATime(tx)
  const role = await admit(tx, world, { id, email }, invitation)
  const account = { id, email, name, nameFolded: fold(name), passwordHash, role, emailVerifiedAt }
  const [user] = await tx
    .insert(users)
    .values({ ...account, createdAt: world.now() })
    .returning()
  if (!user) throw new Error('The new account was not stored')
  await requireNotKept(tx, { id, email }, world.now())
  note('account.made', { userId: id, role })
  await invitation?.accept(tx, note, id)
  if (!emailVerifiedAt) await byMail(world)(tx, 'mail.confirmEmail', { userId: id })
  return presentProfile(user)
}

/**
 * Checks email and password. One answer, in the same time, for a wrong password and an unknown email.
 * `device`: by what the account knows the browser, when somebody has signed in to it there before.
 */
export const authenticate = async (...given: Parameters<typeof withOwnPassword>): Promise<Profile> =>
  presentProfile(await withOwnPassword(...given))

/** The same, and gives the account as it was when it was looked at. */
export async function withOwnPassword(
  world: World,
  { email, password }: Credentials,
  address: string,
  device: string | null = null,
) {
  requirePasswords(world)
  const guess = { line: lineOf('sign-ins', address), by: address, account: email, password, device }
  const user = await withPassword(world, guess, async () => {
    const [found] = await world.db.read.select().from(users).where(eq(users.email, email))
    return found
  })
  if (!user) throw new Refusal('unauthenticated', 'accounts.noMatch')
  // Told to nobody but who has proved that it is theirs.
  if (user.deactivatedAt !== null) throw new Refusal('forbidden', 'accounts.deactivated')
  return user
}

/**
 * Changes the viewer's own name, password or email, and what they tell of themselves. A new password ends all
 * their other sessions; a new email holds once it is confirmed (lib/accounts/change-email.ts).
 */
export async function changeProfile(context: SessionContext, wanted: ProfileChange): Promise<OwnProfile> {
  const { change, limits, now, viewer } = context
  const { name, password, email, currentPassword = '', ...about } = wanted
  if (Object.values(wanted).every((one) => one === undefined)) return myProfile(context)
  // They have a name, and nothing else of their own.
  if (
    isGuestOfRoom(viewer) &&
    Object.entries(wanted).some(([key, one]) => key !== 'name' && one !== undefined)
  )
    throw new Refusal('forbidden', 'accounts.guest')
  // Many hear of it.
  if (name !== undefined || about.status !== undefined) await limits.change(viewer.userId)
  const isOwn = (password ?? email) !== undefined
  const proof = isOwn ? await requireOwnPassword(context, currentPassword, 'currentPassword') : undefined
  if (email !== undefined && email !== proof?.owner.email) await requireMayWant(context, email)
  const passwordHash = proof && password && (await hashOfNew(context, proof.line, password, proof.owner))
  const changed = change(async (tx, note) => {
    // To make a hash takes its time.
    await holdAccount(tx, viewer, now())
    if (passwordHash) await endWishes(tx, viewer.userId)
    const [user] = await tx
      .update(users)
      .set({
        // At least what it is already: nothing else may be wanted.
        id: viewer.userId,
        ...(name !== undefined && { name, nameFolded: fold(name) }),
        ...(passwordHash && { passwordHash }),
      })
      .where(eq(users.id, viewer.userId))
      .returning()
    if (!user) throw notFound('account')
    await changeAbout(tx, note, user.id, about, now())
    if (name !== undefined) {
      await newProfilesVersion(tx)
      note('profile.changed', { person: presentPerson(user) })
    }
    if (passwordHash) {
      await endOtherSessions(tx, note, viewer, now())
      await endPasswordLinks(tx, user.id, now())
      await byMail(context)(tx, 'mail.passwordChanged', { userId: user.id, at: now(), address: '' })
    }
    if (email !== undefined) await wantEmail(tx, note, context, viewer.userId, email)
  })
  await changed.catch((error: unknown) => {
    throw emailTaken(error)
  })
  return myProfile(context)
}
