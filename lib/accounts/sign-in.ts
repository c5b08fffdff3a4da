import type { World } from '#lib/context.ts'
import type { users } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'
import { settingsOf } from '#lib/instance/settings.ts'
import { lockAccount } from './lock.ts'
import { withOwnPassword } from './operations.ts'
import { presentProfile } from './present.ts'
import type { Proof } from './proof.ts'
import type { Credentials, Profile, SignIn } from './schema.ts'
import { requirePasswords } from './takes-passwords.ts'
import { tellingRefused } from './tell-refused.ts'
import { beginChallenge, endChallenge, ownerOfChallenge, tryChallenge } from './two-factor/challenges.ts'
import { appOf, type Checked, checkCode, requireGood } from './two-factor/check-code.ts'
import type { SecondStep } from './two-factor/schema.ts'
import { withTwoFactor } from './two-factor/who.ts'

/** Who it is, and by what they proved it: their session is opened with both. */
export type SignedIn = { user: Profile; proof: Proof }

/**
 * Who signs in, by all that their account asks for. After the right password of one that asks for codes it
 * refuses with `two_factor_required` and a challenge: with that and a code it is asked again. `device` is as
 * for `authenticate`.
 */
export async function signIn(
  world: World,
  given: SignIn,
  address: string,
  device: string | null = null,
): Promise<SignedIn> {
  if ('challenge' in given) {
    const userId = await ownerOfChallenge(world, given.challenge)
    return tellingRefused(world, { with: 'code', account: userId ?? '', address }, () =>
      answerChallenge(world, given, userId, address),
    )
  }
  const account = world.keys.mark(`signing in as ${given.email}`)
  return tellingRefused(world, { with: 'password', account, address }, () =>
    enterPassword(world, given, address, device),
  )
}

async function enterPassword(
  world: World,
  given: Credentials,
  address: string,
  device: string | null,
): Promise<SignedIn> {
  const user = await withOwnPassword(world, given, address, device)
  if (!(await appOf(world.db.read, user.id))) {
    await requireEnough(world, user.id)
    return signedIn(user, false)
  }
  const challenge = await beginChallenge(world, user.id)
  throw new Refusal('two_factor_required', 'accounts.codeNeeded', {}, { challenge })
}

/** Where a second factor is required, who has a passkey alone signs in by it. */
async function requireEnough(world: World, userId: string): Promise<void> {
  const { requireTwoFactor } = await settingsOf(world)
  if (requireTwoFactor && (await withTwoFactor(world.db.read, [userId])).has(userId))
    throw new Refusal('forbidden', 'accounts.usePasskey')
}

async function answerChallenge(
  world: World,
  given: SecondStep,
  userId: string | null,
  address: string,
): Promise<SignedIn> {
  // It came after a password.
  requirePasswords(world)
  if (!userId) throw over()
  let checked: Checked | 'over' = 'over'
  // Counted for the address, and for the account from wherever: only who has the password can fail here.
  const counted = (by: string, attempt: () => Promise<SignedIn | null>) =>
    world.limits.signIn(by, `codes of ${userId}`, attempt)
  const outcome = await counted(address, () =>
    counted(`codes of ${userId}`, () =>
      world.db.write(async (tx) => {
        await lockAccount(tx, userId)
        const owner = await tryChallenge(tx, given.challenge, world.now())
        if (!owner) return null
        checked = await checkCode(tx, world, owner.id, given.code)
        if (checked !== 'good') return null
        await endChallenge(tx, given.challenge)
        return signedIn(owner, true)
      }),
    ),
  )
  if (outcome) return outcome
  if (checked !== 'over') requireGood(checked)
  throw over()
}

const signedIn = (user: typeof users.$inferSelect, withCode: boolean): SignedIn => ({
  user: presentProfile(user),
  proof: { passwordHash: user.passwordHash, withCode },
})

const over = () => new Refusal('unauthenticated', 'accounts.challengeOver')
