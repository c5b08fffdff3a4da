/*
 * Jobs that were given up: what they are, how often they were tried, and why they failed the last time. With
 * the settings of the server, which may run meanwhile; it looks for what was started again every ten seconds.
 *   npm run jobs
 *   npm run jobs -- retry ID
 */
import { existsSync } from 'node:fs'
import { openDb, openReader, type Store } from '#lib/db/open.ts'
import { pathOf } from '#lib/db/sqlite.ts'
import { readEnv } from '#lib/env.ts'
import { Fault, isRefusal } from '#lib/errors.ts'
import { inOneLine, inWords } from '#lib/failure.ts'
import { isoTime } from '#lib/iso-time.ts'
import { makeJobs } from '#lib/jobs/enqueue.ts'
import { retry } from '#lib/jobs/operations.ts'
import { givenUp } from '#lib/jobs/queries.ts'

/** The newest; whoever has more of them has one cause to look for, and not each. */
const most = 100

try {
  const { DATABASE_URL: url, DATA_DIR: dataDir, SQLITE_SYNCHRONOUS: synchronous } = readEnv()
  const store = { url, dataDir, synchronous }
  // Opening one that is not there would make it.
  if (!url.startsWith('postgres') && !existsSync(pathOf(store)))
    throw new Fault(`There is no database at ${pathOf(store)}.`)
  await run(store, process.argv.slice(2))
} catch (error) {
  console.error(isRefusal(error) ? error.message : inWords(error))
  process.exitCode = 1
}

async function run(store: Store, [what, id, ...more]: string[]) {
  if (what === undefined) return list(store)
  if (what === 'retry' && id !== undefined && more.length === 0) return startAgain(store, id)
  throw new Fault('Either npm run jobs, or npm run jobs -- retry ID.')
}

async function list(store: Store) {
  const { read, close } = await openReader(store)
  try {
    const found = await givenUp(read, most + 1)
    if (found.length === 0) console.log('No job was given up.')
    for (const { id, kind, tries, dueAt, failure } of found.slice(0, most))
      console.log(`${id}  ${kind}  given up ${isoTime(dueAt)} after ${tries} tries  ${inOneLine(failure)}`)
    if (found.length > most) console.log(`These are the newest ${most}; there are more.`)
  } finally {
    await close()
  }
}

async function startAgain(store: Store, id: string) {
  const db = await openDb(store)
  try {
    await retry({ db, jobs: makeJobs(db, Date.now), now: Date.now }, id)
    console.log(`${id} waits to be done again.`)
  } finally {
    await db.close()
  }
}
