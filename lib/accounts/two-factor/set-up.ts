import { eq } from 'drizzle-orm'
import type { SessionContext } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { authenticators, recoveryCodes } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'
import { settingsOf } from '#lib/instance/settings.ts'
import { isoTime } from '#lib/iso-time.ts'
import { holdAccount } from '../hold-account.ts'
import { requireProof, requireRecentProof } from '../proved.ts'
import { myProfile } from '../queries.ts'
import type { OwnProof } from '../schema.ts'
import { endOtherSessions } from '../sessions.ts'
import { forApp, newSecret } from './app.ts'
import { endChallengesOf } from './challenges.ts'
import { appOf, type Checked, checkAppCode, checkCode, digitsOf, requireGood } from './check-code.ts'
import { makeRecoveryCodes, recoveryCodesLeft } from './recovery.ts'
import { settleRequirement } from './required.ts'
import type { AppSecret, NewCodes, TwoFactor } from './schema.ts'

/** Whether codes are asked for at the viewer's sign-in, and how many recovery codes are left. */
export async function myTwoFactor({ db, viewer }: SessionContext): Promise<TwoFactor> {
  const app = await appOf(db.read, viewer.userId)
  return {
    since: app?.confirmedAt ? isoTime(app.confirmedAt) : null,
    recoveryCodesLeft: app ? await recoveryCodesLeft(db.read, viewer.userId) : 0,
  }
}

/** A secret for an app. Nothing is asked for until a code of it was shown; asked again, it is another one. */
export async function beginTwoFactor(context: SessionContext, proof: OwnProof = {}): Promise<AppSecret> {
  await requireRecentProof(context, proof)
  const { change, now, keys, viewer } = context
  const { userId } = viewer
  const [{ name }, { email }] = [await settingsOf(context), await myProfile(context)]
  const secret = newSecret()
  const row = { secret: keys.seal(secret, userId), confirmedAt: null, lastStep: 0, failures: 0 }
  await change(async (tx) => {
    await holdAccount(tx, viewer, now())
    if (await appOf(tx, userId)) throw new Refusal('conflict', 'accounts.twoFactorOn')
    await tx
      .insert(authenticators)
      .values({ userId, ...row })
      .onConflictDoUpdate({ target: authenticators.userId, set: row })
  })
  return forApp(secret, name, email)
}

/**
 * Switches it on with a first code of the app, and ends the viewer's other sessions, which came in by less.
 * Where it is on, a code gives new recovery codes.
 */
export async function confirmTwoFactor(context: SessionContext, code: string): Promise<NewCodes> {
  const { userId } = context.viewer
  let checked: Checked = 'wrong'
  // Six digits can be guessed: by whoever found an open page, too.
  const done = await context.limits.signIn(`own codes of ${userId}`, userId, () =>
    context.change(async (tx, note) => {
      const at = context.now()
      // Whoever signs in at this moment waits, and is asked for a code.
      await holdAccount(tx, context.viewer, at)
      const [app] = await tx.select().from(authenticators).where(eq(authenticators.userId, userId))
      if (!app) throw new Refusal('conflict', 'accounts.twoFactorNotBegun')
      const digits = digitsOf(code)
      if (app.confirmedAt !== null) checked = await checkCode(tx, context, userId, code)
      else if (digits) checked = await checkAppCode(tx, context, app, digits)
      if (checked !== 'good') return null
      if (app.confirmedAt === null) {
        await tx.update(authenticators).set({ confirmedAt: at }).where(eq(authenticators.userId, userId))
        await settleRequirement(tx, context, note, userId)
        await endOtherSessions(tx, note, context.viewer, at)
      }
      return { recoveryCodes: await makeRecoveryCodes(tx, userId) }
    }),
  )
  if (!done) requireGood(checked)
  return done ?? { recoveryCodes: [] }
}

/** Switches it off, for whoever knows the password, or brings a code where there is none. */
export async function endTwoFactor(context: SessionContext, proof: OwnProof): Promise<void> {
  await requireProof(context, proof)
  await context.change(async (tx, note) => {
    // To check a password takes its time.
    await holdAccount(tx, context.viewer, context.now())
    await forgetApp(tx, context.viewer.userId)
    await settleRequirement(tx, context, note, context.viewer.userId)
  })
}

/** The same for an app that was set up since a moment: whoever did that may not have been its owner. */
export async function forgetAppSince(tx: Queries, userId: string, since: number): Promise<void> {
  const app = await appOf(tx, userId)
  if (app && (app.confirmedAt ?? 0) >= since) await forgetApp(tx, userId)
}

/** Belongs to the write that knows who may. Gives whether codes were asked for. */
export async function forgetApp(tx: Queries, userId: string): Promise<boolean> {
  const gone = await tx.delete(authenticators).where(eq(authenticators.userId, userId)).returning()
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId))
  await endChallengesOf(tx, userId)
  return gone.some(({ confirmedAt }) => confirmedAt !== null)
}
