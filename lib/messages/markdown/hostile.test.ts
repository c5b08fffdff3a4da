import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isOnlyEmoji } from '#lib/messages/browser/only-emoji.ts'
import { filled, hostile } from '../../../tests/hostile.ts'
import { type Block, type Inline, mostChars, mostParts, parse, partsOf } from './markdown.ts'

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
/** Less is no harm, and says more of the machine than of the parser. */
const shortMs = 20

/**
 * Four times the text takes about four times the time: sixteen, were it quadratic. Tried again, since a
 * machine may have been busy elsewhere.
 */
const isLinear = (make: (chars: number) => string): boolean => {
  const [short, long] = [make(mostChars / 4 - 100), make(mostChars - 100)]
  const time = (text: string) => median(Array.from({ length: 5 }, () => timeOf(text)))
  return (
    timeOf(long) < shortMs ||
    Array.from({ length: 4 }).some(() => time(long) / Math.max(time(short), shortMs / 8) < 10)
  )
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
  }, 120_000)
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
  /**
   * Without what hides something by its nature: targets of links, names of languages, numbers of lists, boxes
   * of tasks, cells beyond the head.
   */
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
