/*
 * Checks that no regular expression takes longer than in proportion to what it reads: with
 * one that takes the square of it, somebody's long line holds up everybody. Tests are left
 * out: they read what they made themselves.
 *   node scripts/regexps.ts
 */
import { type Expression, expressionsIn, slowness } from './tools/expressions.ts'

const files = ['*.{ts,mjs}', '{app,bench,components,lib,scripts,tests}/**/*.{ts,tsx,mjs}', 'public/**/*.js']
const tests = ['**/*.{test,spec}.ts']

/** Put together while the program runs, and why each is linear nevertheless. */
const safe: Record<string, string> = {
  'lib/fold.ts': 'one sign of a list, without repetition',
  'lib/messages/markdown/addresses.ts':
    'a name is letters with dots or hyphens between, which share no sign; a box of mail is looked for in 65 signs',
  'lib/elsewhere/providers.ts': 'names of variables the deployer set: words between single lines',
}

const faultOf = async ({ file, pattern, flags }: Expression): Promise<string | null> => {
  if (pattern !== null) return slowness(pattern, flags)
  return file in safe
    ? null
    : 'is put together while the program runs: write it down, or say in scripts/regexps.ts why it is safe'
}

const found = expressionsIn(files, tests)
let slow = 0
for (const one of found) {
  const fault = await faultOf(one)
  if (fault === null) continue
  slow += 1
  console.log(`${one.file}:${one.line} ${one.text}\n  ${fault}`)
}
for (const file of Object.keys(safe))
  if (!found.some((one) => one.file === file && one.pattern === null)) {
    slow += 1
    console.log(`scripts/regexps.ts calls an expression of ${file} safe that is not there any more`)
  }
console.log(`${found.length} regular expressions checked, ${slow} not linear`)
process.exitCode = slow > 0 ? 1 : 0
