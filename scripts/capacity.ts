/*
 * How many people does this machine carry? Measures a server of its own, in a temporary folder and with the
 * settings of DATABASE_URL (of PostgreSQL: a scratch database beside it) and SQLITE_SYNCHRONOUS; what belongs
 * to the installation is neither read nor written. Takes about two minutes, in which nothing else should run.
 *   npm run capacity [-- --seconds 90]
 */
import { parseArgs } from 'node:util'
import { readEnv } from '#lib/env.ts'
import { Fault } from '#lib/errors.ts'
import { inWords as failureInWords } from '#lib/failure.ts'
import { measure } from '../bench/capacity/measure.ts'
import { inWords } from '../bench/capacity/words.ts'

const usual = '90'

try {
  const seconds = asked()
  const env = readEnv()
  console.error(`Measuring for about ${seconds} seconds, in a folder of its own …`)
  const found = await measure(env, seconds, (what) => console.error(`  ${what}`))
  console.log(inWords(found))
  process.exit(0)
} catch (error) {
  console.error(failureInWords(error))
  process.exit(1)
}

function asked(): number {
  try {
    const { values } = parseArgs({ options: { seconds: { type: 'string', default: usual } } })
    if (/^\d{1,4}$/.test(values.seconds) && Number(values.seconds) > 0) return Number(values.seconds)
  } catch {
    // Said below.
  }
  throw new Fault('It is npm run capacity, or npm run capacity -- --seconds 90.')
}
