import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../scripts/tools/program.ts'

/** An empty folder under the rules of this one. */
export function folderWithRules(): string {
  const folder = temporaryFolder('boundaries')
  copyFileSync('biome.json', join(folder, 'biome.json'))
  cpSync('lint', join(folder, 'lint'), { recursive: true })
  return folder
}

/** What the linter says of the files of such a folder, a line each. */
export function lint(folder: string): string[] {
  const args = ['lint', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=github', '.']
  return spawnSync('biome', args, { cwd: folder, encoding: 'utf8' }).stdout.split('\n')
}
