import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { isoTime } from '#lib/iso-time.ts'
import { type Manifest, readManifest } from './manifest.ts'

/** What became of the last tries, beside the backups: also for whoever asks while no server runs. */
const status = z.object({
  made: z.object({ at: z.number(), failure: z.string().nullable() }).nullable().default(null),
  checked: z
    .object({ at: z.number(), name: z.string(), failure: z.string().nullable() })
    .nullable()
    .default(null),
})
export type Status = z.output<typeof status>

export type OnShelf = { name: string } & Pick<Manifest, 'madeAt' | 'bytes' | 'newBytes'>

/** 2026-11-29T15-40-07Z: in order of time, and a name in every file system. */
const pattern = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ$/
export const nameAt = (at: number): string => `${isoTime(at).slice(0, 19).replaceAll(':', '-')}Z`

/** The backups in BACKUP_DIR, the newest first. */
export function onShelf(folder: string): OnShelf[] {
  if (!existsSync(folder)) return []
  const found = readdirSync(folder).filter((name) => pattern.test(name))
  return found
    .sort()
    .reverse()
    .flatMap((name) => {
      try {
        const { madeAt, bytes, newBytes } = readManifest(join(folder, name))
        return [{ name, madeAt, bytes, newBytes }]
      } catch {
        return []
      }
    })
}

/** Removes all but the newest, and what was never finished. */
export function clearShelf(folder: string, keep: number): void {
  const gone = [
    ...onShelf(folder)
      .slice(keep)
      .map(({ name }) => name),
    ...globSync(['*.unfinished', '.check-*'], { cwd: folder }),
  ]
  for (const name of gone) rmSync(join(folder, name), { recursive: true, force: true })
}

const statusFile = 'status.json'

export function readStatus(folder: string): Status {
  try {
    return status.parse(JSON.parse(readFileSync(join(folder, statusFile), 'utf8')))
  } catch {
    return { made: null, checked: null }
  }
}

export function writeStatus(folder: string, changed: Partial<Status>): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const draft = join(folder, `.${statusFile}`)
  writeFileSync(draft, JSON.stringify({ ...readStatus(folder), ...changed }), { mode: 0o600 })
  renameSync(draft, join(folder, statusFile))
}
