import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isolated } from './isolate.ts'

test.each([
  ['Ana', 'Ana'],
  ['王小明 🙂', '王小明 🙂'],
  ['שרה', '\u2068שרה\u2069'],
  ['Ana \u202enimda', '\u2068Ana \u202enimda\u2069'],
  ['\u2067Ana', '\u2068\u2067Ana\u2069\u2069'],
  ['\u2068Ana\u2069', '\u2068\u2068Ana\u2069\u2069'],
  ['Ana\u2069\u2069', '\u2068Ana\u2069'],
])('%j within other words is %j', (text, within) => {
  expect(isolated(text)).toBe(within)
})

test('whatever a text leaves open ends with it', () => {
  const turning = [
    '\u202a',
    '\u202b',
    '\u202c',
    '\u202d',
    '\u202e',
    '\u2066',
    '\u2067',
    '\u2068',
    '\u2069',
    'ש',
    'a',
    '1',
  ]
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...turning)), (signs) => {
      let open = 0
      for (const sign of isolated(signs.join(''))) {
        if (/[\u2066-\u2068]/.test(sign)) open += 1
        if (sign === '\u2069') open -= 1
        expect(open).toBeGreaterThanOrEqual(0)
      }
      expect(open).toBe(0)
    }),
    { numRuns: 1_000 },
  )
})
