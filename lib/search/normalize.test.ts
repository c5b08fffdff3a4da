import fc from 'fast-check'
import { expect, test } from 'vitest'
import { neededFor, wordsOfText } from './n-grams.ts'
import { keyOf } from './normalize.ts'
import { snippetOf } from './snippet.ts'

const signs = [...'abcAB .,*`~<@>-_éÉe\u0301ßΣσς東京한ᄒ👩‍🌾\n\t']
const texts = fc
  .array(fc.oneof(fc.constantFrom(...signs, '<@u1>'), fc.string({ unit: 'grapheme', maxLength: 3 })))
  .map((pieces) => pieces.join(''))

test('what occurs in a text has its words among those of the text, whatever the script', () => {
  fc.assert(
    fc.property(texts, fc.nat(), fc.nat(), (text, from, length) => {
      const key = [...keyOf(text).text]
      const part = key
        .slice(from % (key.length + 1), (from % (key.length + 1)) + 1 + (length % 6))
        .join('')
        .trim()
      if (!part) return
      const all = wordsOfText(key.join(''))
      const { words, beginning } = neededFor(part)
      expect(all).toEqual(expect.arrayContaining(words))
      for (const start of beginning) expect(all.some((word) => word.startsWith(start))).toBe(true)
      // To both databases a word is letters and digits, of which they take whatever is not ASCII for some.
      for (const word of all) expect(word).toMatch(/^[a-z0-9\u0080-\u{10ffff}]+$/u)
    }),
  )
})

test('a plain text has the same key as one that is folded sign by sign, and every part of it is in its place', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'aB c-d<@1') }), (text) => {
      const { text: key, from, to } = keyOf(text)
      expect(keyOf(`${text} é`).text.replace(/ ?e$/, '')).toBe(key.replace(/ $/, ''))
      for (const [at, sign] of [...key].entries())
        if (sign !== ' ') expect(keyOf(text.slice(from(at), to(at))).text, text).toContain(sign)
    }),
  )
})

test('a snippet holds nothing but the text, and marks what was looked for', () => {
  fc.assert(
    fc.property(texts, fc.nat(), (text, at) => {
      const key = keyOf(text)
      const part = key.text.slice(at % (key.text.length + 1)).split(' ')[0] ?? ''
      const parts = snippetOf(text, key, part ? [part] : [])
      const shown = parts
        .map((one) => one.text)
        .join('')
        .replace(/^…|…$/g, '')
      expect(text).toContain(shown)
      if (part)
        expect(parts.some(({ hit, text: found }) => hit && keyOf(found).text.includes(part))).toBe(true)
    }),
  )
})

test('a short text is shown whole, a long one from near what was looked for', () => {
  const shown = (text: string) =>
    snippetOf(text, keyOf(text), ['barrow'])
      .map((part) => part.text)
      .join('')
  const short = `${'a few words and '.repeat(9)}barrow`
  expect(shown(short)).toBe(short)
  expect(shown(`and ${short}`.padEnd(161, '.'))).toMatch(/^….{40,50}barrow/)
})

test('no text takes long to fold, whatever its signs become', () => {
  for (const unit of ['\ufdfa', 'é ', 'a\u0323\u0301', '\u0323\u0301', '\u1161', '<@u1> ']) {
    const text = `é${unit.repeat(100_000 / unit.length)}`
    const from = performance.now()
    snippetOf(text, keyOf(text), ['a'])
    // A fifth of a second; what grows with the square of the length would take minutes.
    expect(performance.now() - from, unit).toBeLessThan(10_000)
  }
})
