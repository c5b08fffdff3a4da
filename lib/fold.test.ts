import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold } from './fold.ts'

/** One word, in the ways in which it is written, pasted and typed. */
const words: string[][] = [
  [
    'Äpfel',
    'a\u0308pfel',
    'ÄPFEL',
    'Apfel',
    'Ä\u00adpfel',
    'Äp\u200bfel',
    'Ä\u2060pfel',
    'Äpf\u200cel',
    'Äpf\ufeffel',
  ],
  ['file', 'ﬁle', 'FILE', 'ｆｉｌｅ', 'Ｆile', '𝐟𝐢𝐥𝐞'],
  ['co-op', 'co‐op', 'co‑op', 'co–op', 'co−op'],
  ["don't", 'don’t', 'donʼt', 'DON′T'],
  ['"so"', '“so”', '„so“', '«so»'],
  ['IŞIK', 'ışık', 'Işık', 'isik', 'İŞİK'],
  ['Γιώργος', 'ΓΙΏΡΓΟΣ', 'γιωργοσ', 'γιωργος'],
  ['Ёлка', 'елка', 'Е\u0308ЛКА'],
  ['שָׁלוֹם', 'שלום', 'ש\u200fלום'],
  ['צה״ל', 'צה"ל'],
  ['مُحَمَّد', 'محمد', 'محمـــد'],
  ['کتابی', 'كتابي'],
  ['على', 'علي', 'علی'],
  ['فاطمة', 'فاطمه'],
  ['ٱلله', 'الله'],
  ['أحمد', 'احمد'],
  ['٢٠٢٦', '2026', '۲۰۲۶', '२०२६', '๒๐๒๖'],
  ['Straße', 'STRASSE', 'STRAẞE', 'Stras\u00adse'],
  ['‹so›', "'so'"],
  ['Łódź', 'lodz'],
  ['Tromsø', 'tromso'],
  ['Đorđe', 'dorde'],
  ['ægir', 'AEGIR'],
  ['می‌خواهم', 'میخواهم', 'ميخواهم'],
  ['한글', '\u1112\u1161\u11ab\u1100\u1173\u11af'],
  ['ﾊﾟﾝ', 'パン', 'ハ\u309aン'],
  ['東京', '東\u200b京', '東\u2060京'],
  ['１２３', '123', '①②③'],
  ['क्‍ष', 'क्ष'],
  ['Ana Lima', 'Ana\u00a0Lima', 'ana   lima', 'Ana\u3000Lima', 'Ana\u1680lima'],
  ['Ω', '\u2126', 'ω'],
  ['Å', '\u212b', 'A\u030a'],
]

test.each(words.map((ways) => [ways[0] ?? '', ways] as const))(
  '%s is found however it is written',
  (one, ways) => {
    for (const way of ways) expect(fold(way), way).toBe(fold(one))
  },
)

test('a plain text is folded as it is beside others', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
      expect(fold(text).trimEnd()).toBe(fold(`${text} é`).replace(/ ?e$/, '').trimEnd())
    }),
  )
})

test('what is another word to people stays one', () => {
  for (const [one, other] of [
    ['он', 'она'],
    ['か', 'き'],
    ['ㄱ', 'ㄴ'],
    ['ab', 'a b'],
  ])
    expect(fold(one ?? '')).not.toBe(fold(other ?? ''))
})

const signs = fc.oneof(
  fc.constantFrom(...words.flat()),
  fc.string({ unit: 'binary', maxLength: 3 }),
  fc.constantFrom(
    '\u0130',
    '\u1e9e',
    '\u0345',
    '\u03a3',
    '\u1fb7',
    '\u0149',
    '\u01f0',
    '\u2060',
    '\u3164',
    '\u1160',
    '\u11a8',
  ),
)

test('a fold is its own fold, and holds nothing that cannot be seen', () => {
  fc.assert(
    fc.property(
      fc.array(signs).map((all) => all.join('').toWellFormed()),
      (text) => {
        const folded = fold(text)
        expect(fold(folded)).toBe(folded)
        expect(folded).not.toMatch(/\p{Default_Ignorable_Code_Point}/u)
      },
    ),
    { numRuns: 5_000 },
  )
})

test('signs nobody sees are in the way of nothing, wherever they stand', () => {
  const unseen = fc.constantFrom(
    '\u00ad',
    '\u200b',
    '\u200c',
    '\u200d',
    '\u2060',
    '\ufeff',
    '\u200e',
    '\u200f',
    '\ufe0f',
  )
  fc.assert(
    fc.property(fc.constantFrom(...words.flat()), fc.array(fc.tuple(fc.nat(30), unseen)), (word, put) => {
      const letters = Array.from(new Intl.Segmenter('en').segment(word), ({ segment }) => segment)
      for (const [at, sign] of put) letters.splice(at % (letters.length + 1), 0, sign)
      expect(fold(letters.join(''))).toBe(fold(word))
    }),
    { numRuns: 2_000 },
  )
})
