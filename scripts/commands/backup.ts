/*
 * Backs up the database, the uploaded files and the secret, with the settings of the server, which may run
 * meanwhile. Ends with 1 when it could not.
 *   npm run backup                    one more in BACKUP_DIR, which keeps the newest BACKUP_KEEP
 *   npm run backup -- FOLDER          into a new folder
 *   npm run backup -- --check [FOLDER]  restores it, or the newest, into a scratch folder and reads all of it
 */
import { join, resolve } from 'node:path'
import { checkBackup } from '#lib/backups/check.ts'
import { makeBackup } from '#lib/backups/make.ts'
import { checkOne, makeOne } from '#lib/backups/round.ts'
import { onShelf } from '#lib/backups/shelf.ts'
import { sourceOf } from '#lib/backups/source.ts'
import { readProduct } from '#lib/build/product.ts'
import { readEnv } from '#lib/env.ts'
import { Fault } from '#lib/errors.ts'
import { inWords } from '#lib/failure.ts'
import { showProgress } from '../tools/progress.ts'

const env = readEnv()
const source = sourceOf(env, readProduct().version)
const shelf = env.BACKUP_DIR
const wayOf = {
  'as a database': 'opened as a database',
  'by reading': 'read to its end; to open it, the role would have to be allowed to make databases',
}

try {
  const [first, second, ...more] = process.argv.slice(2)
  if (more.length > 0 || (first !== '--check' && second !== undefined))
    throw new Fault('It is npm run backup, npm run backup -- FOLDER, or npm run backup -- --check [FOLDER].')
  if (first === '--check') await check(second)
  else await make(first)
} catch (error) {
  console.error(inWords(error))
  process.exitCode = 1
}

async function make(folder: string | undefined) {
  if (folder === undefined) {
    if (shelf === '') throw new Fault('Say where to: npm run backup -- FOLDER, or set BACKUP_DIR.')
    const { name } = await makeOne(source, shelf, env.BACKUP_KEEP, Date.now())
    return console.log(`The backup is in ${join(shelf, name)}.`)
  }
  const to = resolve(folder)
  await makeBackup(source, to, { now: Date.now(), progress: showProgress('files') })
  if (source.files === 'bucket') console.log('Uploaded files are in a bucket, and not in it.')
  console.log(`The backup is in ${to}.`)
}

async function check(folder: string | undefined) {
  if (folder !== undefined) {
    const opened = await checkBackup(resolve(folder), source, showProgress('files read'))
    return console.log(`${folder} is whole; its database was ${wayOf[opened]}.`)
  }
  const [newest] = shelf === '' ? [] : onShelf(shelf)
  if (!newest)
    throw new Fault('There is no backup in BACKUP_DIR: name one, npm run backup -- --check FOLDER.')
  const { name, opened } = await checkOne(source, shelf, newest.name, Date.now())
  console.log(`${join(shelf, name)} is whole; its database was ${wayOf[opened]}.`)
}
