import { mkdtempSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Progress } from './make.ts'
import { databaseIn, type Opened, openCopy } from './open-copy.ts'
import { putBack } from './put-back.ts'
import type { Source } from './source.ts'
import { verify } from './verify.ts'

/**
 * Restores a backup into a scratch folder beside it, which goes again, and reads all of it. Throws a Fault
 * when it would be of no use.
 */
export async function checkBackup(
  folder: string,
  source: Pick<Source, 'url'>,
  progress?: Progress,
): Promise<Opened> {
  const whole = await verify(folder, progress)
  const scratch = mkdtempSync(join(dirname(folder), '.check-'))
  try {
    await putBack(folder, whole, scratch, { linked: true })
    const { manifest } = whole
    return await openCopy(
      databaseIn(manifest.database.kind === 'sqlite' ? scratch : folder, manifest),
      manifest,
      source,
    )
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
