import { expect, test } from 'vitest'
import { expressionsOf, slowness } from '../scripts/tools/expressions.ts'

test('every way to write a regular expression is found, with its place', () => {
  const source = [
    'const a = /b+/gi',
    "const c = new RegExp('d\\\\s', 'u')",
    'const e = RegExp(a.source)',
    "const g = globalThis.RegExp('h', given)",
    'const i = <b title={text.replace(/j|k/, "")}>/not this/</b>',
    'const l: string = "m /nor this/ n".split(/o/)[0]!',
  ]
  expect(expressionsOf('a.tsx', source.join('\n'))).toMatchObject([
    { line: 1, pattern: 'b+', flags: 'gi' },
    { line: 2, pattern: 'd\\s', flags: 'u' },
    { line: 3, pattern: null, text: 'RegExp(a.source)' },
    { line: 4, pattern: null },
    { line: 5, pattern: 'j|k' },
    { line: 6, pattern: 'o', file: 'a.tsx' },
  ])
})

test('what takes more than its share of time is told, with what shows it', async () => {
  expect(await slowness('^[\\w-]+$', '')).toBeNull()
  expect(await slowness('^(?:a|a)+$', '')).toMatch(/^exponential, by /)
  expect(await slowness('\\s+$', '')).toMatch(/^2nd degree polynomial, by /)
})
