import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cut, endOfSign, initialOf, shortened, signsOf, startOfSign } from './cut.ts'

const pieces = [
  ...['a', ' ', '.', '\n', '\r', '\r\n', 'é', 'e\u0301', '\u0301', 'ß', 'Ж', 'ש\u05b0', 'م\u064f', '\u0600'],
  ...[
    '한',
    '\u1112',
    '\u1161',
    '\u11ab',
    'क्ष',
    'क',
    '\u094d',
    'ि',
    'ত্ন',
    'ක්‍ෂ',
    'ก',
    '\u0e33',
    '王',
    'が',
    'か\u3099',
  ],
  ...['🙂', '👍🏽', '👩‍🌾', '👨‍👩‍👧‍👦', '❤️', '❤', '\ufe0f', '\u200d', '1️⃣', '🇩🇪', '🇦', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '𠮷', '𝟘'],
]
const texts = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme', maxLength: 2 })), {
    maxLength: 30,
  })
  .map((all) => all.join(''))

test('a text is cut between two signs, and loses no more than one for it', () => {
  fc.assert(
    fc.property(texts, fc.nat(60), (text, most) => {
      const kept = cut(text, most)
      expect(text.startsWith(kept)).toBe(true)
      expect(kept.length).toBeLessThanOrEqual(most)
      expect(kept.isWellFormed()).toBe(true)
      const signs = signsOf(text)
      if (most < (signs[0] ?? '').length) return
      const whole = signsOf(kept)
      expect(whole).toEqual(signs.slice(0, whole.length))
      if (kept !== text) expect((kept + signs[whole.length]).length).toBeGreaterThan(most)
    }),
    { numRuns: 5_000 },
  )
})

test('places within a sign lead to where it begins and ends', () => {
  fc.assert(
    fc.property(texts, (text) => {
      let at = 0
      for (const sign of signsOf(text)) {
        expect([startOfSign(text, at), endOfSign(text, at)]).toEqual([at, at])
        for (let within = at + 1; within < at + sign.length; within++)
          expect([startOfSign(text, within), endOfSign(text, within)]).toEqual([at, at + sign.length])
        at += sign.length
      }
      expect(startOfSign(text, text.length + 5)).toBe(text.length)
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  [`${'x'.repeat(138)}🙂!`, 140, `${'x'.repeat(138)}…`],
  [`${'x'.repeat(138)}🙂`, 140, `${'x'.repeat(138)}🙂`],
  [`${'x'.repeat(10)}🇩🇪🇫🇷`, 16, `${'x'.repeat(10)}🇩🇪…`],
  ['one two three', 9, 'one two…'],
])('%s in %i', (text, most, told) => {
  expect(shortened(text, most)).toBe(told)
})

test('of a sign without an end there are whole characters', () => {
  const tower = `Z${'\u0301'.repeat(500)}`
  expect(cut(tower, 100)).toBe(tower.slice(0, 100))
  expect(cut('👨‍👩‍👧‍👦', 4)).toBe('👨‍')
  expect(cut('👨‍👩‍👧‍👦', 1)).toBe('')
})

test.each([
  ['ana', 'A'],
  ['(Design)', 'D'],
  ['"łucja"', 'Ł'],
  ['e\u0301lise', 'E\u0301'],
  ['ßa', 'S'],
  ['ﬁn', 'F'],
  ['🇩🇪team', 'T'],
  ['👩‍🌾', '👩‍🌾'],
  ['🇩🇪🇫🇷', '🇩🇪'],
  ['한결', '한'],
  ['\u1112\u1161\u11ab', '\u1112\u1161\u11ab'],
  ['क्षमा', 'क्ष'],
  ['\u202eבועז', 'ב'],
  ['7up', '7'],
  // A letter that is drawn as nothing.
  ['\u{13441}*', '*'],
  ['გიორგი', 'გ'],
  ['', ''],
])('%s begins with %s', (word, initial) => {
  expect(initialOf(word)).toBe(initial)
})
