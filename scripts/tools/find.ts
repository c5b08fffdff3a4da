import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, globSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * The first of these programs, in PATH and then in folders (globs) where
 * systems keep it, the newest version first.
 */
export function findProgram(names: string[], folders: string[] = []): string | undefined {
  const inOrder = folders.flatMap((folder) =>
    globSync(folder).sort((a, b) => b.localeCompare(a, 'en', { numeric: true })),
  )
  const everywhere = [...(process.env.PATH ?? '').split(delimiter), ...inOrder]
  return names.flatMap((name) => everywhere.map((folder) => join(folder, name))).find(isProgram)
}

/** While this file says 101, no package starts a service of its own (invoke-rc.d(8)). */
const policy = '/usr/sbin/policy-rc.d'

/** Installs Debian packages where this process may; elsewhere does nothing. Starts none of their services. */
export function installDebian(packages: string[]): void {
  if (process.getuid?.() !== 0 || !findProgram(['apt-get'])) return
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  console.log(`Installing ${packages.join(' ')} with apt-get …`)
  const isOurs = !existsSync(policy)
  if (isOurs) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  spawnSync('apt-get', ['update', '-q'], { env })
  spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env })
  if (isOurs) rmSync(policy)
}
