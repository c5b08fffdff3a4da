/*
 * Moves everything from the database that the settings name into another one: from SQLite to PostgreSQL, or
 * back. Rooms must be stopped, and cannot be started on either meanwhile. The old database stays as it is.
 *   npm run move-database -- postgres://user:password@host/name
 *   npm run move-database -- file:rooms.db
 */
import { moveDatabase, type Tell } from '#lib/db/move/move.ts'
import { readEnv } from '#lib/env.ts'
import { Fault } from '#lib/errors.ts'
import { inWords } from '#lib/failure.ts'

try {
  const [to, ...more] = process.argv.slice(2)
  if (to === undefined || more.length > 0 || !/^(file:|postgres(ql)?:\/\/)/.test(to))
    throw new Fault('It is npm run move-database -- postgres://…, or npm run move-database -- file:PATH.')
  const { DATABASE_DIRECT_URL, DATABASE_URL, DATA_DIR: dataDir } = readEnv()
  const url = DATABASE_DIRECT_URL || DATABASE_URL
  const began = performance.now()
  const { tables, rows } = await moveDatabase(
    { url, dataDir, synchronous: 'FULL' },
    { url: to, dataDir, synchronous: 'FULL' },
    tellInLines(),
  )
  const seconds = Math.round((performance.now() - began) / 100) / 10
  console.log(
    `${rows.toLocaleString('en')} rows of ${tables} tables are moved and compared, in ${seconds} s.`,
  )
  console.log('Start Rooms with the new DATABASE_URL. The old database is as it was.')
} catch (error) {
  console.error(inWords(error))
  process.exitCode = 1
}

/** A line for each table that has rows, where it goes on, and one every two seconds while it is long. */
function tellInLines(): Tell {
  let [last, toldAt] = ['', 0]
  return (step, table, done, total) => {
    const isNew = last !== step + table && (step === 'compared' ? !last.startsWith(step) : done > 0)
    const isLong = performance.now() > toldAt + 2_000
    last = step + table
    if (!isNew && !isLong && (step === 'compared' || done < total || total === 0)) return
    toldAt = performance.now()
    if (step === 'compared') console.log('comparing both …')
    else console.log(`copying ${table} ${done.toLocaleString('en')} of ${total.toLocaleString('en')}`)
  }
}
