/*
 * For whoever holds the server's own machine when nobody can administer it in the page: makes the owner of an
 * email an active administrator. With the settings of the server, which may run meanwhile.
 *   npm run admin -- promote EMAIL
 */
import { existsSync } from 'node:fs'
import { promote } from '#lib/accounts/administration.ts'
import { openDb } from '#lib/db/open.ts'
import { pathOf } from '#lib/db/sqlite.ts'
import { readEnv } from '#lib/env.ts'
import { Fault, isRefusal } from '#lib/errors.ts'
import { makeFactBus } from '#lib/facts/bus.ts'
import { inWords } from '#lib/failure.ts'

try {
  await run(process.argv.slice(2))
} catch (error) {
  console.error(isRefusal(error) ? error.message : inWords(error))
  process.exitCode = 1
}

async function run([what, email, ...more]: string[]) {
  if (what !== 'promote' || email === undefined || more.length > 0)
    throw new Fault('Say npm run admin -- promote EMAIL.')
  const { DATABASE_URL: url, DATA_DIR: dataDir, SQLITE_SYNCHRONOUS: synchronous } = readEnv()
  const store = { url, dataDir, synchronous }
  // Opening one that is not there would make it.
  if (!url.startsWith('postgres') && !existsSync(pathOf(store)))
    throw new Fault(`There is no database at ${pathOf(store)}.`)
  const db = await openDb(store)
  try {
    const { change } = makeFactBus(db, (error) => console.error(inWords(error)))
    console.log(`${await promote({ change, now: Date.now }, email)} is an administrator now.`)
  } finally {
    await db.close()
  }
}
