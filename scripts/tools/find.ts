import { spawnSync } from 'node:child_process'
import { accessSync, constants, globSync } from 'node:fs'
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

/** Installs Debian packages where this process may; elsewhere does nothing. */
export function installDebian(packages: string[]): void {
  if (process.getuid?.() !== 0 || !findProgram(['apt-get'])) return
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  console.log(`Installing ${packages.join(' ')} with apt-get …`)
  spawnSync('apt-get', ['update', '-q'], { env })
  spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env })
}
