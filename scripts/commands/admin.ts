/*
 * For whoever holds the server's own machine when nobody can administer it in the page: makes the owner of an
 * email an active administrator, or a link by which they set a new password, or lets their password alone
 * suffice; or tells what goes because it is old, and takes nothing. With the settings of the server, which
 * may run meanwhile.
 *   npm run admin -- promote EMAIL
 *   npm run admin -- reset-link EMAIL
 *   npm run admin -- reset-two-factor EMAIL
 *   npm run admin -- retention --dry-run [DAYS]
 */
import { existsSync } from 'node:fs'
import { promote } from '#lib/accounts/administration.ts'
import { makeResetLinkFor } from '#lib/accounts/password-links.ts'
import { resetTwoFactorFor } from '#lib/accounts/two-factor/reset.ts'
import { openDb } from '#lib/db/open.ts'
import { pathOf } from '#lib/db/sqlite.ts'
import { readEnv } from '#lib/env.ts'
import { Fault, isRefusal } from '#lib/errors.ts'
import { makeFactBus } from '#lib/facts/bus.ts'
import { inWords } from '#lib/failure.ts'
import { goingFromAll } from '#lib/retention/preview.ts'
import type { Going } from '#lib/retention/schema.ts'

type Given = Parameters<typeof resetTwoFactorFor>[0]

const deeds = {
  promote: async (given: Given, email: string) => `${await promote(given, email)} is an administrator now.`,
  'reset-link': async (given: Given, email: string) => {
    const { link, expiresAt } = await makeResetLinkFor(given, email)
    const where = link.startsWith('/') ? ', at the address of this server' : ''
    return `${link}\nGood once, until ${expiresAt}${where}.`
  },
  'reset-two-factor': async (given: Given, email: string) =>
    `${await resetTwoFactorFor(given, email)} signs in with the password alone now.`,
}

try {
  await run(process.argv.slice(2))
} catch (error) {
  console.error(isRefusal(error) ? error.message : inWords(error))
  process.exitCode = 1
}

async function run([what, ...more]: string[]) {
  const deed = what === 'retention' ? retention(more) : toAccount(what, more)
  const env = readEnv()
  const store = { url: env.DATABASE_URL, dataDir: env.DATA_DIR, synchronous: env.SQLITE_SYNCHRONOUS }
  // Opening one that is not there would make it.
  if (!env.DATABASE_URL.startsWith('postgres') && !existsSync(pathOf(store)))
    throw new Fault(`There is no database at ${pathOf(store)}.`)
  const db = await openDb(store)
  try {
    const { change } = makeFactBus(db, (error) => console.error(inWords(error)))
    console.log(await deed({ db, change, now: Date.now, env }))
  } finally {
    await db.close()
  }
}

function toAccount(what: string | undefined, [email, ...more]: string[]) {
  const deed = new Map(Object.entries(deeds)).get(what ?? '')
  if (!deed || email === undefined || more.length > 0)
    throw new Fault(
      `It is npm run admin -- ${Object.keys(deeds).join('|')} EMAIL, or retention --dry-run [DAYS].`,
    )
  return (given: Given) => deed(given, email)
}

/** With DAYS as if they were set: nothing is taken here, the server takes what is set. */
function retention([how, days, ...more]: string[]) {
  if (how !== '--dry-run' || more.length > 0 || (days !== undefined && !/^[1-9]\d{0,4}$/.test(days)))
    throw new Fault('It is npm run admin -- retention --dry-run [DAYS].')
  return async (given: Given) => {
    const { total, rooms } = await goingFromAll(
      given,
      days === undefined ? {} : { retentionDays: Number(days) },
    )
    if (rooms.length === 0) return 'Nothing would go.'
    const line = ({ messages, files, bytes, oldestAt }: Going) =>
      `${messages} messages, ${files} files of ${bytes} bytes, the oldest of ${oldestAt?.slice(0, 10)}`
    return [
      ...rooms.map(({ room, days, ...going }) => `${nameOf(room)} (${days} days): ${line(going)}`),
      `In all: ${line(total)}`,
    ].join('\n')
  }
}

function nameOf({ id, name }: { id: string; name: string }) {
  return name === '' ? `Direct room ${id}` : name
}
