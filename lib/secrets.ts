import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The secret that signs sessions and tokens: the one given, or one made on first start and kept in the data
 * folder, readable by its owner alone. Processes that start at once agree: the first link wins.
 */
export function authSecret(dataDir: string, given?: string): string {
  if (given) return given
  const path = join(dataDir, 'auth-secret')
  const draft = `${path}.${process.pid}`
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600 })
  }
  try {
    linkSync(draft, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft)
  }
  return readFileSync(path, 'utf8').trim()
}
