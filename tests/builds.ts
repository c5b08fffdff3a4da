import { cpSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { temporaryFolder } from '../scripts/tools/program.ts'

export const builtId = (checkout = '.') => readFileSync(join(checkout, '.next/BUILD_ID'), 'utf8')

/** A checkout as an upgrade leaves it: the same program, in a build with another id. */
export function upgraded(): string {
  const folder = temporaryFolder('upgraded')
  for (const name of readdirSync('.')) if (name !== '.next') symlinkSync(resolve(name), join(folder, name))
  const inside = join(folder, '.next')
  cpSync('.next', inside, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => path !== '.next/cache',
  })
  renameSync(join(inside, 'static', builtId()), join(inside, 'static/another-build'))
  writeFileSync(join(inside, 'BUILD_ID'), 'another-build')
  return folder
}
