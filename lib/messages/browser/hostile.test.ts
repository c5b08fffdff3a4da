import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Block, type Inline, mostChars, mostParts, parse, partsOf } from './markdown.ts'
import { isOnlyEmoji } from './only-emoji.ts'

const full = 16_000
const filled = (unit: string, chars = full) => unit.repeat(Math.ceil(chars / unit.length)).slice(0, chars)
const growing = (one: (at: number) => string, chars = full) => {
  let text = ''
  for (let at = 1; text.length < chars; at++) text += one(at)
  return text.slice(0, chars)
}
const halves = (before: string, middle: string, after: string, chars = full) => {
  const count = Math.floor((chars - middle.length) / (before.length + after.length))
  return before.repeat(count) + middle + after.repeat(count)
}

/** What has brought parsers of Markdown to a stop (the pathological cases of cmark among them), each of so many characters. */
const hostile: Record<string, (chars?: number) => string> = {
  'strong in emphasis in strong': (chars) => halves('*a **a ', 'b', ' a** a*', chars),
  'closers of emphasis without openers': (chars) => filled('a_ ', chars),
  'openers of emphasis without closers': (chars) => filled('_a ', chars),
  'closers of links without openers': (chars) => filled('a]', chars),
  'openers of links without closers': (chars) => filled('[a', chars),
  'mismatched openers and closers': (chars) => filled('*a_ ', chars),
  'openers and closers a multiple of three': (chars) => `a**b${filled('c* ', chars)}`,
  'openers of links and closers of emphasis': (chars) => filled('[ a_', chars),
  'the pattern [ (](': (chars) => filled('[ (](', chars),
  'the pattern ![[](': (chars) => filled('![[]()', chars),
  'the pattern - *b': (chars) => filled('- *b\n', chars),
  'brackets in each other': (chars) => halves('[', 'a', ']', chars),
  'links in each other': (chars) => halves('[', 'a', '](http://a.example)', chars),
  'quotes in each other': (chars) => filled('> ', chars),
  'quotes in each other, line by line': (chars) => growing((at) => `${'>'.repeat(at)} a\n`, chars),
  'lists in each other': (chars) => growing((at) => `${'  '.repeat(at)}* a\n`, chars),
  'empty lines in lists in each other': (chars) => `${'- '.repeat(100)}x\n${filled('\n', chars)}x`,
  'items without anything': (chars) => filled('-\n\n', chars),
  'backticks of growing length': (chars) => growing((at) => `e${'`'.repeat(at)}`, chars),
  'backticks that shrink again': (chars = full) => {
    const grown = growing((at) => `e${'`'.repeat(at)}`, chars / 2)
    return grown + [...grown].reverse().join('')
  },
  'links without an end, in angle brackets': (chars) => filled('[a](<b', chars),
  'links without an end': (chars) => filled('[a](b', chars),
  'titles without an end': (chars) => filled('[a](http://b.example "', chars),
  'comments without an end': (chars) => `</${filled('<!--', chars)}`,
  'instructions without an end': (chars) => filled('<?', chars),
  'declarations without an end': (chars) => filled('<!A ', chars),
  'CDATA without an end': (chars) => filled('<![CDATA[', chars),
  'references to nothing': (chars) => filled('[0] [1][] ', chars),
  'definitions of links': (chars) => growing((at) => `[${at}]: u\n`, chars),
  'tables of many columns': (chars = full) =>
    `${filled('|a', chars / 2 - 2)}|\n${filled('|-', chars / 2 - 2)}|\n`,
  'tables of many rows': (chars) => `|a|b|\n|-|-|\n${filled('a\n', chars)}`,
  'tables wide and long': (chars) => `${filled('|a', 400)}|\n${filled('|-', 400)}|\n${filled('a\n', chars)}`,
  'many tables': (chars) => filled('|a|b|c|d|\n|-|-|-|-|\na\na\n\n', chars),
  'tables that never begin': (chars) => filled('a|b\n-|', chars),
  'strikes in each other': (chars) => filled('~~a ~b ', chars),
  'fences without an end': (chars) => filled('- ```\n', chars),
  'headings of nothing': (chars) => filled('# \n', chars),
  'addresses in a row': (chars) => filled('http://a.', chars),
  'addresses that are none': (chars) => filled('http://a:b*', chars),
  'addresses with brackets': (chars) => filled('http://a[', chars),
  'addresses and their punctuation': (chars) => `http://x${filled('.)', chars)}`,
  'names of hosts': (chars) => filled('www.', chars),
  'mail to nobody': (chars) => filled('a@', chars),
  'mail from a long name': (chars) => filled('a.', chars),
  'mail and hyphens': (chars) => filled('a@b.-.-', chars),
  'schemes alone': (chars) => filled('mailto:', chars),
  slashes: (chars) => filled('//', chars),
  'schemes without a name': (chars) => filled('://a.', chars),
  'mentions without an end': (chars) => filled('<@a', chars),
  'angle brackets': (chars) => filled('<a:b', chars),
  backslashes: (chars) => filled('\\', chars),
  brackets: (chars) => filled('(', chars),
  images: (chars) => filled('![', chars),
  'strong in brackets': (chars) => filled('[__a', chars),
  'brackets in strikes': (chars) => filled('*~]', chars),
  'strikes and strong': (chars) => filled('~__a', chars),
  'strikes and emphasis': (chars) => filled('a~_', chars),
}
const named = Object.entries(hostile).map(([name, make]) => ({ name, make }))

/** Texts made of one fragment, over and over: what is superlinear shows in one of them. */
const signs = [...'*_~`[]()!<>-+#|:@\\"\'=&.1aé \n\t']
const runs = [
  '**',
  '__',
  '~~',
  '```',
  '](',
  '](<',
  'http://',
  'www.',
  'a@',
  'mailto:',
  '<@',
  '://a.',
  '- [ ] ',
]
const lines = ['- ', '> ', '1. ', '|-|', '\n\n', '    ', '[a](b)', '[a](http://b.example)', '<!--']
const fragments = fc
  .array(fc.constantFrom(...signs, ...runs, ...lines), { minLength: 1, maxLength: 6 })
  .map((pieces) => pieces.join(''))
const seeded = { seed: 20_260, numRuns: 300 }

let fresh = 0
/** A text is parsed once; another beginning makes it another text. */
const timeOf = (text: string): number => {
  const once = `${fresh++}\n\n${text}`
  const from = performance.now()
  parse(once)
  return performance.now() - from
}
const median = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
/** Shorter times say more of the machine than of the parser. */
const tooShortMs = 10

/** Four times the text takes about four times the time: sixteen, were it quadratic. Tried again, since a machine may have been busy elsewhere. */
const isLinear = (make: (chars: number) => string): boolean => {
  const time = (chars: number) => median(Array.from({ length: 5 }, () => timeOf(make(chars))))
  return Array.from({ length: 4 }).some(() => {
    const [short, long] = [time(mostChars / 4 - 100), time(mostChars - 100)]
    return long < tooShortMs || long / Math.max(short, tooShortMs / 4) < 10
  })
}

describe('no message takes long to parse, and four times as much no more than a few times as long', () => {
  test.each(named)('$name', ({ make }) => {
    expect(Math.min(...Array.from({ length: 3 }, () => timeOf(make())))).toBeLessThan(500)
    expect(isLinear(make)).toBe(true)
  })
  test('whatever is repeated', () => {
    fc.assert(
      fc.property(fragments, (unit) => {
        expect(timeOf(filled(unit))).toBeLessThan(2_000)
        expect(isLinear((chars) => filled(unit, chars))).toBe(true)
      }),
      seeded,
    )
  })
  test('nor does a text of the greatest length that can be allowed', () => {
    for (const { make, name } of named) expect(timeOf(make(100_000)), name).toBeLessThan(1_000)
  })
})

/** Everything a reader sees, in order. */
const seen = (found: readonly (Block | Inline)[]): string => found.map(seenOf).join(' ')
const seenOf = (one: Block | Inline): string => {
  if ('text' in one) return one.text
  if (one.kind === 'list') return one.items.map(({ inside }) => seen(inside)).join('\n')
  if (one.kind === 'table') return one.rows.map((row) => row.map(seen).join(' ')).join('\n')
  return 'inside' in one ? seen(one.inside) : ''
}
/** Boxes and what is in them, as the page makes them. */
const sizeOf = (found: readonly (Block | Inline)[]): number =>
  found.reduce((sum, one) => {
    if (one.kind === 'list')
      return sum + 1 + one.items.reduce((all, { inside }) => all + 1 + sizeOf(inside), 0)
    if (one.kind === 'table') return sum + one.rows.flat().reduce((all, cell) => all + 1 + sizeOf(cell), 1)
    return sum + 1 + ('inside' in one ? sizeOf(one.inside) : 0)
  }, 0)
const depthOf = (found: readonly (Block | Inline)[]): number =>
  Math.max(
    0,
    ...found.map((one) => {
      if (one.kind === 'list') return 1 + depthOf(one.items.flatMap(({ inside }) => inside))
      if (one.kind === 'table') return 1 + depthOf(one.rows.flat(2))
      return 1 + ('inside' in one ? depthOf(one.inside) : 0)
    }),
  )
const lettersOf = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '')

describe('a message becomes no more than a page can draw', () => {
  test.each(named)('$name', ({ make }) => {
    const blocks = parse(make())
    expect(sizeOf(blocks)).toBeLessThanOrEqual(mostParts + 2)
    expect(depthOf(blocks)).toBeLessThan(24)
  })
  test('its parts are about counted', () => {
    fc.assert(
      fc.property(fragments, (unit) => {
        const text = filled(unit, 600)
        expect(sizeOf(parse(text))).toBeLessThanOrEqual(partsOf(text) + 2)
      }),
      seeded,
    )
  })
})

describe('what was typed is there to be read', () => {
  /** Without what hides something by its nature: targets of links, names of languages, numbers of lists, boxes of tasks, cells beyond the head. */
  const words = fc.stringMatching(/^[b-w][b-w0-9]{0,3}$/)
  const marks = fc.constantFrom(
    ...'*_~`[]!<>-+#:@\\"\'=&.( \n\t',
    '**',
    '__',
    '~~',
    '\n\n',
    '\n- ',
    '\n> ',
    '    ',
    'http://b.c ',
  )
  const texts = fc
    .array(fc.oneof(words, marks), { maxLength: 60 })
    .map((pieces) => pieces.join(''))
    .filter((text) => !/(`{3}|~{3})[^\n]*[b-w]|<@[\w-]+>/.test(text))
  test('every letter and digit, in order', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(lettersOf(seen(parse(text)))).toBe(lettersOf(text))
      }),
      { seed: 20_260, numRuns: 2_000 },
    )
  })
  test('also of what is too much to draw', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 500, max: 30_000 }), (unit, chars) => {
        const text = filled(`${unit}\n\nb`, chars)
        expect(lettersOf(seen(parse(text)))).toBe(lettersOf(text))
      }),
      { seed: 20_260, numRuns: 100 },
    )
    for (const unit of [
      '- bc\n',
      '**b** _c_ ',
      'b\n\n',
      '> b\n\n',
      '| b |\n|-|\n| c |\n\n',
      '- b\n  - c\n',
    ]) {
      const text = filled(unit)
      expect(lettersOf(seen(parse(text))) === lettersOf(text), unit).toBe(true)
    }
  })
})

test('a row of emoji is told from a text in no time', () => {
  expect(isOnlyEmoji(`${'🦰'.repeat(31)}x`)).toBe(false)
})
