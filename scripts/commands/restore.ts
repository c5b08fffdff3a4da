/*
 * Puts a backup in the place of the database, the uploaded files and the secret that the settings name. All
 * of it is read and opened before anything is replaced, and what it replaces is kept. Rooms must be stopped.
 *   npm run restore -- FOLDER
 */
import { resolve } from 'node:path'
import { restore } from '#lib/backups/restore.ts'
import { sourceOf } from '#lib/backups/source.ts'
import { readProduct } from '#lib/build/product.ts'
import { readEnv } from '#lib/env.ts'
import { Fault } from '#lib/errors.ts'
import { inWords } from '#lib/failure.ts'
import { showProgress } from '../tools/progress.ts'

try {
  const [folder, ...more] = process.argv.slice(2)
  if (folder === undefined || more.length > 0) throw new Fault('It is npm run restore -- FOLDER.')
  const source = sourceOf(readEnv(), readProduct().version)
  const kept = await restore(resolve(folder), source, Date.now(), showProgress('files read'))
  console.log(`Restored. What was there before is in ${kept.join(' and ')}; delete it when all is well.`)
} catch (error) {
  console.error(inWords(error))
  process.exitCode = 1
}
