import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plain } from '#lib/messages/browser/plain-text.ts'
import { addressesIn } from './addresses.ts'
import { type Block, type Inline, type ListItem, parse } from './markdown.ts'

/** Everything a reader sees, in order, and where a link leads of which only the words are seen. */
const seen = (found: readonly (Block | Inline)[], between = ''): string => found.map(seenOf).join(between)
const seenOf = (one: Block | Inline): string => {
  if (one.kind === 'code') return 'language' in one ? `${one.language ?? ''} ${one.text}` : one.text
  if (one.kind === 'text') return one.text
  if (one.kind === 'link') {
    const words = seen(one.inside)
    const [address] = addressesIn(words)
    return address?.href === one.href && words.length === address.to ? words : `${words} ${one.href}`
  }
  if (one.kind === 'list') return one.items.map(itemOf).join(' ')
  if (one.kind === 'table') return one.rows.map((row) => row.map((cell) => seen(cell)).join(' ')).join(' ')
  return 'inside' in one ? seen(one.inside, ' ') : ''
}
const itemOf = ({ marker, inside }: ListItem) => `${marker ?? ''} ${seen(inside, ' ')}`
/** The true names of hosts that deceive are told beside what was typed. */
const withoutNames = (text: string) => text.replace(/ \([\w.-]*xn--[\w.-]+\)/g, '')
const lettersOf = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}\p{M}]/gu, '')

describe('what is typed is there to be read, every letter and digit, in order', () => {
  const words = fc.constantFrom(
    ...[
      'a',
      'go',
      'not',
      '5',
      '2026',
      'ü',
      'слово',
      'λέξη',
      'مرحبا',
      'שלום',
      'नमस्ते',
      'ไทย',
      '日本',
      'これ',
      '한국',
      '😀',
      'e\u0301',
      'js',
      'SELECT',
    ],
  )
  const signs = fc.constantFrom(
    ...'*_~`[]()!<>-+#|:@\\"\'=&.,;/{}$%^?',
    ...[
      '**',
      '__',
      '~~',
      '```',
      '````',
      '~~~',
      '](',
      '<!--',
      '-->',
      '&amp;',
      '://',
      'www.',
      '](http://b.c)',
      '](http://b.c "',
      '")',
    ],
    ...'「」『』（）。、！？“”«»・',
  )
  const spaces = fc.constantFrom(' ', ' ', '  ', '    ', '\n', '\n', '\n\n', '\t')
  const begins = fc.constantFrom(
    ...[
      '- ',
      '* ',
      '1. ',
      '7) ',
      '2026. ',
      '> ',
      '> > ',
      '# ',
      '## ',
      '- [ ] ',
      '    ',
      '```',
      '``` ',
      '|',
      '|-|-|',
      '---',
      '***',
      '===',
      '[a]: ',
    ].map((begin) => `\n${begin}`),
  )
  const addresses = fc.constantFrom(
    'http://b.c',
    'https://b.c/d_(e)',
    'www.b.c',
    'd@b.c',
    'http://müller.de/_',
    '<http://b.c>',
  )
  /** The sign in the box of a task is drawn, and an id in angle brackets is somebody's name. */
  const without = (text: string) => !/\[[xX]\]|<@[\w-]/.test(text)
  const made = (...parts: fc.Arbitrary<string>[]) =>
    fc
      .array(fc.oneof(...parts), { maxLength: 40 })
      .map((pieces) => pieces.join(''))
      .filter(without)
  const holds = (texts: fc.Arbitrary<string>, numRuns: number) =>
    fc.assert(
      fc.property(texts, (text) => {
        expect(lettersOf(withoutNames(seen(parse(text), ' ')))).toBe(lettersOf(text))
      }),
      { seed: 20_260, numRuns },
    )

  test('of words and signs', () => holds(made(words, signs, spaces), 10_000))
  test('of lines and how they begin', () => holds(made(words, signs, spaces, begins, begins), 10_000))
  test('of addresses and marks', () => holds(made(words, signs, spaces, addresses, addresses), 10_000))
  test('of code and text', () => {
    const fences = fc.constantFrom(
      '```',
      '\n```',
      '```\n',
      '\n```\n',
      '```js\n',
      '~~~',
      '`',
      '> ',
      '\n> ',
      '\n- ',
    )
    holds(made(words, spaces, fences, fences), 10_000)
  })
  test('of anything', () => holds(fc.string({ unit: 'grapheme', maxLength: 60 }).filter(without), 5_000))
  test('and what is told in a line tells the same', () => {
    fc.assert(
      fc.property(made(words, spaces, begins), (text) => {
        expect(lettersOf(withoutNames(plain(text, () => undefined)))).toBe(lettersOf(text))
      }),
      { seed: 20_260, numRuns: 5_000 },
    )
  })
})
