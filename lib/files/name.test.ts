import { Buffer } from 'node:buffer'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../scripts/tools/program.ts'
import { form, formType } from '../../tests/forms.ts'
import { disposition, fileName } from './name.ts'
import { receive } from './receive.ts'

const path = join(temporaryFolder('names'), 'file')
const received = async (body: Readable, type: string) => {
  const to = await open(path, 'w')
  const { signal } = new AbortController()
  const { name } = await receive(body, type, { to, grow: () => undefined, signal }).finally(() => to.close())
  return fileName(name)
}
/** As the `FormData` of Node and of browsers is sent; our own page tells the name in a field, too. */
const sent = (name: string, inField = false) => {
  const data = new FormData()
  if (inField) data.append('name', name)
  data.append('file', new File(['x'], name), name)
  const response = new Response(data)
  const body = Readable.fromWeb(response.body as ReadableStream)
  return received(body, response.headers.get('content-type') ?? '')
}
/** As whoever downloads it reads the header (RFC 8187). */
const downloaded = (name: string) => {
  const header = disposition('attachment', name)
  expect(header).toMatch(/^attachment; filename="[ !#$&-[\]-~]*"; filename\*=UTF-8''[\w!#$&+.^`|~%-]*$/)
  return decodeURIComponent(header.slice(header.lastIndexOf("UTF-8''") + 7))
}

const names = [
  'say "hi".txt',
  "it's (a) *star*!.txt",
  'half;full, =or& +not.txt',
  '100%.txt',
  '%41%zz.txt',
  '🙂👩‍👩‍👧‍👦🏳️‍🌈.png',
  'تقرير ٢٠٢٦.pdf',
  'דו״ח\u200f.doc',
  'e\u0301te\u0301.txt',
  'नमस्ते.txt',
  '報告「最終」。txt',
  `${'ü'.repeat(125)}.txt`,
  `${'a'.repeat(251)}.txt`,
  '.gitignore',
  'two..dots..',
  ' spaces ',
  'CON.txt',
  'a\\b.txt',
]

test.each(names)('%s comes down as it went up', async (name) => {
  expect(fileName(name)).toBe(name)
  expect(await sent(name)).toBe(name)
  expect(await sent(name, true)).toBe(name)
  expect(downloaded(name)).toBe(name)
})

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\fakepath\\a.txt', 'a.txt'],
  ['..\\..\\a.txt', 'a.txt'],
  ['\\\\server\\share\\a.txt', 'a.txt'],
  ['two\r\nlines\u2028.txt', 'twolines.txt'],
  ['a\0b\x1b[31m.txt', 'ab[31m.txt'],
  ['photo\u202egpj.exe', 'photogpj.exe'],
  ['', 'file'],
  ['/', 'file'],
  ['.', 'file'],
  ['..', 'file'],
  ['. .', 'file'],
  ['\u200b\u2060', 'file'],
  ['a\ud800b', 'a\ufffdb'],
  [`${'x'.repeat(300)}.txt`, `${'x'.repeat(196)}.txt`],
  [`b${' '.repeat(300)}`, 'b'],
  [`${'👩‍👩‍👧‍👦'.repeat(40)}.txt`, `${'👩‍👩‍👧‍👦'.repeat(17)}.txt`],
])('%j is called %j', (given, name) => {
  expect(fileName(given)).toBe(name)
})

test.each([
  ['say %22hi%22.txt', 'say "hi".txt'],
  ['two%0D%0Alines', 'twolines'],
  ['say \\"hi\\".txt', 'say "hi".txt'],
  ['50%25.txt', '50%25.txt'],
])('a form that says %j means %j', async (written, name) => {
  expect(await received(Readable.from([form(written, 'x')], { objectMode: false }), formType)).toBe(name)
})

test('a form may tell the name in another writing, too', async () => {
  const told = form('?.txt', 'x').toString().replace('filename="?.txt"', "filename*=UTF-8''%e2%82%ac.txt")
  expect(await received(Readable.from([Buffer.from(told)], { objectMode: false }), formType)).toBe('€.txt')
})

describe('whatever a file is called', () => {
  const signs = fc.oneof(
    fc.constantFrom('"', '%', '%22', '%0A', "'", ';', '.', ' ', '*', '\u200d', '\u0301', '🙂', 'ש', '字'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
  )
  const name = fc
    .array(signs, { minLength: 1, maxLength: 40 })
    .map((parts) => `x${parts.join('')}`.replace(/[/\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, ''))
    .filter((one) => one.length <= 255)

  test('it comes down as it went up from our own page', async () => {
    await fc.assert(
      fc.asyncProperty(name, async (given) => {
        expect(await sent(given, true)).toBe(given)
        expect(downloaded(given)).toBe(given)
      }),
      { numRuns: 500 },
    )
  })

  test('it comes down as it went up from any form, as far as forms can tell', async () => {
    const clear = name.filter((one) => !/%(?:22|0A|0D)|\\["\\]|\\$/.test(one))
    await fc.assert(
      fc.asyncProperty(clear, async (given) => {
        expect(await sent(given)).toBe(given)
      }),
      { numRuns: 500 },
    )
  })

  test('it is one line that can be stored, and stays the same from then on', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const made = fileName(given)
        expect(made).not.toMatch(/[/\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u)
        expect(made.length).toBeGreaterThan(0)
        expect(made.length).toBeLessThanOrEqual(255)
        expect(fileName(made)).toBe(made)
        expect(downloaded(made)).toBe(made)
      }),
      { numRuns: 2_000 },
    )
  })
})
