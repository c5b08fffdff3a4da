/*
 * For whoever holds the server's own machine when nobody can administer it in the page: makes the owner of an
 * email an active administrator, or a link by which they set a new password, or lets their password alone
 * suffice. With the settings of the server, which may run meanwhile.
 *   npm run admin -- promote EMAIL
 *   npm run admin -- reset-link EMAIL
 *   npm run admin -- reset-two-factor EMAIL
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

async function run([what, email, ...more]: string[]) {
  const deed = new Map(Object.entries(deeds)).get(what ?? '')
  if (!deed || email === undefined || more.length > 0)
    throw new Fault(`It is npm run admin -- ${Object.keys(deeds).join('|')} EMAIL.`)
  const env = readEnv()
  const store = { url: env.DATABASE_URL, dataDir: env.DATA_DIR, synchronous: env.SQLITE_SYNCHRONOUS }
  // Opening one that is not there would make it.
  if (!env.DATABASE_URL.startsWith('postgres') && !existsSync(pathOf(store)))
    throw new Fault(`There is no database at ${pathOf(store)}.`)
  const db = await openDb(store)
  try {
    const { change } = makeFactBus(db, (error) => console.error(inWords(error)))
    console.log(await deed({ db, change, now: Date.now, env }, email))
  } finally {
    await db.close()
  }
}
