import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../scripts/tools/program.ts'

/** For NODE_OPTIONS of a process, and which modules it has loaded by then, as URLs. */
export function noteLoaded(): { option: string; loaded: () => string[] } {
  const folder = temporaryFolder('loaded')
  const [noting, noted] = [join(folder, 'noting.mjs'), join(folder, 'noted')]
  writeFileSync(noted, '')
  writeFileSync(
    noting,
    `import { appendFileSync } from 'node:fs'
    import { registerHooks } from 'node:module'
    registerHooks({
      load(url, context, next) {
        appendFileSync('${noted}', url + '\\n')
        return next(url, context)
      },
    })`,
  )
  return { option: `--import ${noting}`, loaded: () => readFileSync(noted, 'utf8').split('\n') }
}
