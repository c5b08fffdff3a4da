import { statSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '#lib/errors.ts'
import type { Progress } from './make.ts'
import { type Manifest, names, readManifest, readSums, type Sums, sumsAsText } from './manifest.ts'
import { sumOf, sumOfText } from './sum.ts'

/** So many files are named; whoever has more of them has one cause to look for. */
const most = 10

/**
 * Reads all of a backup and compares it with what it says of itself. Throws a Fault that names what differs.
 */
export async function verify(
  folder: string,
  progress?: Progress,
): Promise<{ manifest: Manifest; sums: Sums }> {
  const manifest = readManifest(folder)
  const sums = readSums(folder)
  if (sumOfText(sumsAsText(sums)) !== manifest.sums)
    throw new Fault(`${join(folder, names.sums)} is not what it was when the backup was made.`)
  if (!sums.has(manifest.database.path)) throw new Fault(`${folder} has no database.`)
  const wrong: string[] = []
  let done = 0
  for (const [path, sum] of sums) {
    progress?.(done++, sums.size)
    const whole = join(folder, path)
    if (!statSync(whole, { throwIfNoEntry: false })?.isFile()) wrong.push(`${path} is missing`)
    else if ((await sumOf(whole)) !== sum) wrong.push(`${path} has changed`)
  }
  progress?.(sums.size, sums.size)
  if (wrong.length > 0) {
    const more = wrong.length > most ? ` and ${wrong.length - most} more` : ''
    throw new Fault(`${folder} is not what it was: ${wrong.slice(0, most).join(', ')}${more}.`)
  }
  return { manifest, sums }
}
