import fc from 'fast-check'
import { expect, test } from 'vitest'
import { signsOf } from '#lib/text/cut.ts'
import { excerptOf } from './excerpt.ts'

const of = (content: string, ...names: string[]) =>
  excerptOf({
    content,
    attachments: names.map((name) => ({ id: name, name, mimeType: 'a/b', sizeBytes: 1, url: '/' })),
  })

test.each([
  [`${'x'.repeat(138)}🙂`, `${'x'.repeat(138)}🙂`],
  [`${'x'.repeat(138)}🙂 and more`, `${'x'.repeat(138)}…`],
  [`${'x'.repeat(136)}🇩🇪🇫🇷`, `${'x'.repeat(136)}…`],
  [`${'x'.repeat(130)}👨‍👩‍👧‍👦👨‍👩‍👧‍👦`, `${'x'.repeat(130)}…`],
  [`${'x'.repeat(138)}क्षमा`, `${'x'.repeat(138)}…`],
  [`${'x'.repeat(130)}<@abcdefghijklmnop> said`, `${'x'.repeat(130)}…`],
  [`${'x'.repeat(120)}<@abcdefghijklmnop> said`, `${'x'.repeat(120)}<@abcdefghijklmnop>…`],
])('%s is told as %s', (content, excerpt) => {
  expect(of(content)).toBe(excerpt)
})

test('what is told of a long message ends with a whole sign', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 60, maxLength: 400 }), (content) => {
      const line = content.replace(/\s+/g, ' ')
      const told = of(content)
      expect(told.length).toBeLessThanOrEqual(140)
      const signs = signsOf(told === line ? told : told.slice(0, -1))
      if (!told.includes('<@')) expect(signs).toEqual(signsOf(line).slice(0, signs.length))
    }),
    { numRuns: 1_000 },
  )
})

test('each file is named by itself', () => {
  expect(of('', 'a.txt', 'שרה.txt', 'b.txt')).toBe('📎 a.txt, \u2068שרה.txt\u2069, b.txt')
  expect(of('', `${'ש'.repeat(200)}.txt`)).toMatch(/^📎 \u2068ש+…\u2069$/)
})
