/*
 * Looks at an installation and at what it depends on, with the settings of the server, which should run
 * meanwhile. A line for each thing: good, or what to do. Ends with 1 when something does not work.
 *   npm run doctor
 */
import { existsSync } from 'node:fs'
import { openReader } from '#lib/db/open.ts'
import { pathOf } from '#lib/db/sqlite.ts'
import { readEnv } from '#lib/env.ts'
import { Fault } from '#lib/errors.ts'
import { inWords } from '#lib/failure.ts'
import { lookAtAll } from '#lib/health/look.ts'
import { english } from '#lib/words/english.ts'

const signs = { good: '✓', look: '!', bad: '✗', unset: '·' }

try {
  const env = readEnv()
  const store = { url: env.DATABASE_URL, dataDir: env.DATA_DIR, synchronous: env.SQLITE_SYNCHRONOUS }
  if (!env.DATABASE_URL.startsWith('postgres') && !existsSync(pathOf(store)))
    throw new Fault(`There is no database at ${pathOf(store)}: start Rooms once.`)
  const { read, close } = await openReader(store)
  const { findings } = await lookAtAll({ read, env, now: Date.now, deep: true })
  for (const { subject, state, says, params } of findings) {
    const name = english(`upkeep.health.subjects.${subject}`)
    const said: string = english(`upkeep.health.says.${says}` as never, params as never)
    // A terminal knows nothing of what keeps the directions of writing apart.
    console.log(`${signs[state]} ${name}: ${said.replaceAll(/[\u2066-\u2069]/g, '')}`)
  }
  const wrong = findings.filter(({ state }) => state === 'bad' || state === 'look').length
  console.log(english('upkeep.health.summary', { wrong }))
  await close()
  process.exitCode = findings.some(({ state }) => state === 'bad') ? 1 : 0
} catch (error) {
  console.error(inWords(error))
  process.exitCode = 1
}
