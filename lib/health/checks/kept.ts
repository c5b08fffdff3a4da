import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { onShelf, readStatus } from '#lib/backups/shelf.ts'
import { openFiles } from '#lib/files/open.ts'
import { newId } from '#lib/ids.ts'
import { type Check, found, why } from '../finding.ts'

/** Puts a small file where uploaded ones go, under a key that no upload has, and takes it away again. */
export const files: Check = async ({ env }) => {
  const key = `looked-at-${newId()}`
  try {
    const { store, unfinished } = openFiles(env)
    const path = join(unfinished, key)
    await writeFile(path, key)
    await store.put(key, path)
    try {
      if ((await text(await store.read(key))) !== key) throw new Error('another text')
    } finally {
      await store.remove(key)
    }
    return [found('files', 'good', 'filesGood')]
  } catch (error) {
    return [found('files', 'bad', 'filesAway', { why: why(error) })]
  }
}

/** Two rounds may fail before one is overdue. */
const patience = 2

export const backups: Check = async ({ env, now }) => {
  if (env.BACKUP_DIR === '') return [found('backups', 'unset', 'backupsUnset')]
  const all = onShelf(env.BACKUP_DIR)
  const { made, checked } = readStatus(env.BACKUP_DIR)
  if (made && made.failure !== null) return [found('backups', 'bad', 'backupsFailed', { why: made.failure })]
  const [newest] = all
  if (!newest) return [found('backups', 'look', 'backupsNone')]
  const age = now() - newest.madeAt
  const told = { hours: Math.floor(age / 3_600_000), count: all.length }
  if (checked && checked.failure !== null)
    return [found('backups', 'bad', 'backupsUseless', { why: checked.failure })]
  if (age > env.BACKUP_EVERY * patience) return [found('backups', 'bad', 'backupsOld', told)]
  return [found('backups', checked ? 'good' : 'look', checked ? 'backupsGood' : 'backupsUntried', told)]
}
