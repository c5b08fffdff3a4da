import { sql } from 'drizzle-orm'
import { TOTP } from 'otpauth'
import { afterAll, expect, test } from 'vitest'
import { emailChanges } from '#lib/db/schema.ts'
import { isRefusal } from '#lib/errors.ts'
import { hashSecret, newId, newSecret } from '#lib/ids.ts'
import { askForArchive } from '#lib/own-data/operations.ts'
import { client, createUser, type Someone } from '../../tests/factories.ts'
import { startMailServer } from '../../tests/mail-server.ts'
import { password } from '../../tests/password.ts'
import { openWorld } from '../../tests/world.ts'
import { changeAccount, endAllSessions } from './administration.ts'
import { keepEmail } from './change-email.ts'
import { deleteAccount } from './deletion.ts'
import { lockAccount } from './lock.ts'
import { changeProfile } from './operations.ts'
import { makeResetLink, setPasswordByLink } from './password-links.ts'
import { resetTwoFactor } from './two-factor/reset.ts'
import { beginTwoFactor, confirmTwoFactor, endTwoFactor } from './two-factor/set-up.ts'

const { address } = client
const mails = await startMailServer()
afterAll(mails.stop)
const world = await openWorld(mails.settings)
const ada = await createUser(world, 'Ada', 'admin')
const idOf = ({ viewer }: Someone) => viewer.userId

/** What somebody does to their own account; made ready, so that only the deed itself is left. */
const own: Record<string, (who: Someone) => Promise<() => Promise<unknown>>> = {
  'a change of password': async (who) => () => changeProfile(who, { password, currentPassword: password }),
  'a code that switches two-factor on': async (who) => {
    const { secret } = await beginTwoFactor(who)
    return () => confirmTwoFactor(who, new TOTP({ secret }).generate({ timestamp: world.now() }))
  },
  'two-factor switched off': async (who) => () => endTwoFactor(who, { password }),
  'an archive': async (who) => () => askForArchive(who),
}

/** What comes to it from elsewhere. */
const outside: Record<string, (who: Someone) => Promise<() => Promise<unknown>>> = {
  'a link that sets a password': async (who) => {
    const { link } = await makeResetLink(ada, idOf(who), address)
    return () => setPasswordByLink(world, { token: link.slice(link.lastIndexOf('/') + 1), password }, address)
  },
  'an email that is kept': async (who) => {
    const token = newSecret()
    const about = { before: `${newId()}@example.org`, wanted: 'b@example.org', requestedAt: world.now() }
    const change = { id: newId(), userId: idOf(who), keepHash: hashSecret(token), confirmedAt: world.now() }
    await world.db.write((tx) => tx.insert(emailChanges).values({ ...change, ...about }))
    return () => keepEmail(world, token, address)
  },
  deactivation: async (who) => () => changeAccount(ada, idOf(who), { state: 'deactivated' }, address),
  'sessions that end': async (who) => () => endAllSessions(ada, idOf(who), address),
  'a second factor taken': async (who) => () => resetTwoFactor(ada, idOf(who), address),
  deletion: async (who) => () => deleteAccount(ada, idOf(who), address),
}

const pairs = Object.keys(own).flatMap((mine) => Object.keys(outside).map((theirs) => [mine, theirs]))

test.each(pairs)('%s and %s wait for one another, and never both', async (mine = '', theirs = '') => {
  for (const isFirst of [true, false]) {
    const who = await createUser(world)
    const deeds = [await own[mine]?.(who), await outside[theirs]?.(who)]
    const outcomes = await inThisOrder(who, isFirst ? deeds : deeds.toReversed())
    const failed = outcomes.filter(({ status, reason }) => status === 'rejected' && !isRefusal(reason))
    expect(failed, isFirst ? 'the own first' : 'the own second').toEqual([])
  }
})

/** Both begin while the account is held, and go on one after the other once it is not. */
async function inThisOrder(who: Someone, deeds: ((() => Promise<unknown>) | undefined)[]) {
  const held = Promise.withResolvers<void>()
  const isHeld = Promise.withResolvers<void>()
  const holding = world.db.write(async (tx) => {
    await lockAccount(tx, idOf(who))
    isHeld.resolve()
    await held.promise
  })
  await isHeld.promise
  const under: Promise<unknown>[] = []
  for (const [at, deed] of deeds.entries()) {
    const going = deed?.() ?? Promise.reject(new Error('There is no such deed'))
    // Whether it failed is asked when both are over.
    going.catch(() => undefined)
    under.push(going)
    await waiting(at + 1)
  }
  held.resolve()
  await holding
  const settled = await Promise.allSettled(under)
  return settled.map((one) => ({ status: one.status, reason: 'reason' in one ? one.reason : undefined }))
}

/** Resolves when so many writes wait for a row. On SQLite they wait for each other before they begin. */
async function waiting(wanted: number): Promise<void> {
  if (world.db.dialect === 'sqlite') return
  const locked = sql`datname = current_database() and wait_event_type = 'Lock'`
  const ask = () =>
    world.db.read
      .select({ n: sql<number>`count(*)`.mapWith(Number) })
      .from(sql`pg_stat_activity`)
      .where(locked)
  await expect.poll(async () => (await ask())[0]?.n, { timeout: 10_000, interval: 20 }).toBe(wanted)
}
