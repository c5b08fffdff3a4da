import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../scripts/tools/program.ts'
import { inSources } from './source-places.ts'

const folder = temporaryFolder('places')
mkdirSync(join(folder, 'lib'))
writeFileSync(
  join(folder, 'lib/thrown.ts'),
  'type No = null\n\nexport const fail = (): No => {\n  throw new Error()\n}\n',
)
const bundle = await rolldown({ input: join(folder, 'lib/thrown.ts'), platform: 'node' })
const built = join(folder, '.built/thrown.js')
await bundle.write({ file: built, sourcemap: true, minify: true })
const column = readFileSync(built, 'utf8').indexOf('throw') + 1

test.each([built, pathToFileURL(built).href])(
  'a line of a stack tells its place in the sources: %s',
  (file) => {
    expect(inSources(`fail (${file}:1:${column})`)).toBe('fail (lib/thrown.ts:4:3)')
  },
)

test.each([
  `fail (${built.replace('thrown', 'not-there')}:1:5)`,
  'process.processTicksAndRejections (node:internal/process/task_queues:104:5)',
  'fail (/srv/rooms/lib/start.ts:10:5)',
])('any other stays as it is: %s', (frame) => {
  expect(inSources(frame)).toBe(frame)
})
