import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isBlank, oneLine, written } from './signs.ts'

const unseen = [
  ...['\u0009', '\u000a', '\u000b', '\u000c', '\u000d', '\u0000', '\u001b', '\u007f', '\u0085'],
  ...['\u0020', '\u00a0', '\u00ad', '\u034f', '\u061c', '\u115f', '\u1160', '\u1680', '\u17b4', '\u17b5'],
  ...['\u180b', '\u180e', '\u2000', '\u2003', '\u200a', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f'],
  ...['\u2028', '\u2029', '\u202a', '\u202e', '\u202f', '\u205f', '\u2060', '\u2061', '\u2064', '\u2066'],
  ...['\u2069', '\u206a', '\u206f', '\u2800', '\u3000', '\u3164', '\ufe00', '\ufe0f', '\ufeff', '\uffa0'],
  ...['\ufff0', '\ufff9', '\ufffb', '\u0301', '\u05b0', '\u064b', '\u20dd', '\ud83d', '\udc4d'],
  ...['\u{1d159}', '\u{1d173}', '\u{13441}', '\u{e0001}', '\u{e0020}', '\u{e007f}', '\u{e0100}'],
]
/** One word of many scripts, and other signs that can stand for a name alone. */
const names = [
  ...['Ana', 'Åsa', 'Ω', 'Жанна', 'Նարե', 'שרה', 'علی', 'ߛߎ', 'ܫܡ', 'ދ', 'अंजलि', 'বাংলা', 'ਪੰ', 'ગુ', 'தமிழ்'],
  ...[
    'తె',
    'ಕ',
    'മ',
    'සි',
    'สมชาย',
    'ລາວ',
    'བོད',
    'မြန်',
    'ქეთი',
    '한결',
    '\u1112\u1161\u11ab',
    'ᚠ',
    'አበበ',
    'ᏣᎳ',
  ],
  ...[
    'ខ្មែរ',
    'ᠮᠣᠩ',
    'あ',
    'ｱﾝ',
    '王',
    '𠮷',
    '🙂',
    '👩‍🌾',
    '🇩🇪',
    '❤️',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    '1',
    '١',
    '#',
    '…',
    '\ue000',
    '\u0600',
  ],
]

test('what nobody sees is nothing, alone and together', () => {
  for (const sign of unseen) expect(isBlank(sign), sign.codePointAt(0)?.toString(16)).toBe(true)
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...unseen)), (signs) => {
      const text = signs.join('')
      // Two halves that meet are one sign that is seen.
      if (!text.isWellFormed() || !text.includes('\u{1f44d}'))
        expect([isBlank(text), written(text), oneLine(text)]).toEqual([true, '', ''])
    }),
  )
})

test('what can be seen is something, whatever stands around it', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      fc.array(fc.constantFrom(...unseen)),
      fc.array(fc.constantFrom(...unseen)),
      (name, before, after) => {
        const text = (before.join('') + name + after.join('')).toWellFormed()
        expect(isBlank(text)).toBe(false)
        expect(written(text)).not.toBe('')
        expect(oneLine(text)).not.toBe('')
      },
    ),
  )
})

test.each([
  ['Bo\nAdmin', 'Bo Admin'],
  ['Bo\r\nAdmin', 'Bo Admin'],
  ['Bo \n \u200b Admin', 'Bo Admin'],
  ...['\u000b', '\u000c', '\r', '\t', '\u0085', '\u2028', '\u2029', '\u001b', '\0'].map((sign) => [
    `Bo${sign}Admin`,
    'Bo Admin',
  ]),
  ['  Ana ', 'Ana'],
  ['\u3000Ana\u00a0', 'Ana'],
  ['\u200bAna\u2060', 'Ana'],
  ['Ad\u200bmin', 'Admin'],
  ['Ad\u00admin', 'Admin'],
  ['\u202enimdA', 'nimdA'],
  ['Ana \u2067admin\u2069', 'Ana admin'],
  ['A\u030asa', 'Åsa'],
  ['ᄒ\u1161\u11ab', '한'],
  // Joiners, forms and flags mean something.
  ['می‌خواهم', 'می‌خواهم'],
  ['ක්‍ෂ', 'ක්‍ෂ'],
  ['Ana 👩‍🌾', 'Ana 👩‍🌾'],
  ['Ana ❤️', 'Ana ❤️'],
  ['🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
  ['שרה\u200f!', 'שרה\u200f!'],
])('%j as a name is %j', (typed, name) => {
  expect(oneLine(typed)).toBe(name)
})

test('a name is one line, and its own name', () => {
  const anything = fc.oneof(fc.constantFrom(...unseen, ...names), fc.string({ unit: 'binary', maxLength: 4 }))
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 12 }), (pieces) => {
      const name = oneLine(pieces.join(''))
      expect(name).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u)
      expect(name === '' || !isBlank(name)).toBe(true)
      expect(oneLine(name)).toBe(name)
    }),
    { numRuns: 2_000 },
  )
})

test('what is written keeps every sign in its order', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect([text.replaceAll('\0', '').trim(), '']).toContain(written(text))
      for (const name of names) expect(written(`${name} ${text}`)).toBe(`${name} ${text}`.trim())
    }),
  )
})
