import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mentionedBy } from '#lib/messages/markdown/mentioned.ts'
import { createStore } from '#lib/store.ts'
import { formatted } from './format.ts'
import { opened } from './opened.ts'
import { absentNames, sent } from './sent.ts'
import { createWriting } from './writing.ts'
import {
  changed,
  endOf,
  type Mention,
  meaning,
  partOf,
  readWritten,
  type Written,
  withPart,
} from './written.ts'

/** Names of many scripts; some are the same, some begin others. */
const members = [
  'Alex Kim',
  'Alex Kim',
  'Alex',
  'Al',
  'alex kim',
  'Bo (ops)',
  'Bo [x]',
  'Zoë',
  'Zoe\u0308',
  'שרה כהן',
  'محمد',
  '田中',
  'राम',
  'Ann 🙂',
  '👩‍👩‍👧',
  "O'Neil",
  'a.b_c',
  'İpek',
  'Hall',
].map((name, at) => ({ id: `person-${at}`, name }))
const here = { members, knowsAll: true, viewerId: 'me' }
const person = fc.constantFrom(...members)
/** What is typed: nothing that begins code or a name. */
const typing = fc
  .array(fc.constantFrom('a', 'Kim', ' ', '\n', 'é', '🙂', '田', 'ש', '(', ')', '.', '-', 'x y'), {
    maxLength: 4,
  })
  .map((pieces) => pieces.join(''))
const place = fc.nat(400)
const chars = fc.oneof(fc.constant(0), fc.nat(12))

type Step =
  | { kind: 'type'; at: number; chars: number; words: string }
  | { kind: 'choose'; at: number; who: { id: string; name: string } }
  | { kind: 'move'; at: number; chars: number; there: number }
  | { kind: 'back'; by: number }
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('type' as const), at: place, chars, words: typing }),
  fc.record({ kind: fc.constant('choose' as const), at: place, who: person }),
  fc.record({ kind: fc.constant('move' as const), at: place, chars, there: place }),
  fc.record({ kind: fc.constant('back' as const), by: fc.constantFrom(-1, 1) }),
)

type Name = { id: string; name: string }
/** One sign of a text; `of` is whose name it belongs to while that stands whole, `was` what an "@" began. */
type Sign = { sign: string; of: Name | null; was: Name | null }

const plainly = (text: string): Sign[] => text.split('').map((sign) => ({ sign, of: null, was: null }))
const signsOf = (who: Name): Sign[] => {
  const of = { ...who }
  return `@${who.name}`.split('').map((sign) => ({ sign, of, was: sign === '@' ? of : null }))
}
const textOf = (signs: readonly Sign[]) => signs.map(({ sign }) => sign).join('')

/** Names stand whole or are none any more. */
const whole = (signs: readonly Sign[]): Sign[] => {
  const counts = new Map<Name | null, number>()
  for (const { of } of signs) counts.set(of, (counts.get(of) ?? 0) + 1)
  const stands = (of: Name) => {
    const at = signs.findIndex((one) => one.of === of)
    const run = signs.slice(at, at + 1 + of.name.length)
    return (
      counts.get(of) === 1 + of.name.length &&
      textOf(run) === `@${of.name}` &&
      run.every((one) => one.of === of)
    )
  }
  return signs.map((one) => (one.of && !stands(one.of) ? { ...one, of: null } : one))
}
const peopleIn = (signs: readonly Sign[]) =>
  signs.flatMap(({ of }, at) => (of && signs[at - 1]?.of !== of ? [{ at, name: of.name, id: of.id }] : []))

/**
 * A field, and beside it what is true: sign by sign whose name it belongs to. It is told where each change
 * happens, which what is tested has to find out.
 */
class Field {
  readonly store = createStore<Written>({ text: '', people: [] })
  readonly #writing = createWriting(this.store)
  #states: Sign[][] = [[]]
  #now = 0
  get signs(): Sign[] {
    return this.#states[this.#now] ?? []
  }
  put(at: number, to: number, fresh: Sign[], part?: Written) {
    const signs = whole([...this.signs.slice(0, at), ...fresh, ...this.signs.slice(to)])
    if (textOf(signs) === this.store.get().text) return
    this.#states = [...this.#states.slice(0, this.#now + 1), signs]
    this.#now++
    this.#writing.typed(textOf(signs), at + fresh.length, 'insertText')
    if (part) this.#writing.mean(part, at)
  }
  back(by: number) {
    const next = this.#now + by
    if (next < 0 || next >= this.#states.length) return
    this.#now = next
    this.#writing.typed(textOf(this.signs), 0, by < 0 ? 'historyUndo' : 'historyRedo')
  }
  do(step: Step) {
    const { length } = this.signs
    const within = (at: number) => (length === 0 ? 0 : at % (length + 1))
    if (step.kind === 'back') this.back(step.by)
    else if (step.kind === 'choose') {
      const at = within(step.at)
      this.put(at, at, signsOf(step.who), meaning(step.who))
    } else {
      const [from = 0, to = 0] = [within(step.at), within(step.at + step.chars)].sort((a, b) => a - b)
      if (step.kind === 'type') return this.put(from, to, plainly(step.words))
      const [cut, part] = [whole(this.signs.slice(from, to)), partOf(this.store.get(), from, to)]
      this.put(from, to, [])
      const at = this.signs.length === 0 ? 0 : step.there % (this.signs.length + 1)
      this.put(at, at, cut, part)
    }
  }
}

describe('who was chosen is who is meant', () => {
  test('whatever is typed, replaced, cut and pasted, undone and redone', () => {
    let seen = 0
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const field = new Field()
        for (const one of steps) {
          field.do(one)
          const { text, people } = field.store.get()
          expect(text).toBe(textOf(field.signs))
          expect(people).toEqual(expect.arrayContaining(peopleIn(field.signs)))
          for (const { at, id, name } of people) {
            expect(text.startsWith(`@${name}`, at)).toBe(true)
            expect(field.signs[at]?.was?.id, 'whoever was chosen there').toBe(id)
          }
          seen += people.length
        }
        const written = field.store.get()
        const { content } = sent(written, { ...here, members: [], knowsAll: false }, mentionedBy)
        const ids = [...written.people].map(({ id }) => id)
        expect(Array.from(content.matchAll(/<@([\w-]+)>/g), ([, id]) => id)).toEqual(ids)
        expect(mentionedBy(content)).toEqual([...new Set(ids)])
        expect(readWritten(JSON.parse(JSON.stringify(written))), 'a draft of it').toEqual(written)
      }),
      { numRuns: 5_000 },
    )
    expect(seen, 'names were in the way of what was done').toBeGreaterThan(1_000)
  })

  test('whatever is written beside it, nobody else is mentioned, and a name that several have is asked about', () => {
    const sign = fc.constantFrom(
      '`',
      '```\n',
      '**',
      '_',
      '\\',
      '[',
      '](https://a.example/',
      ')',
      '> ',
      '- ',
      '\n',
      ' ',
      'x',
    )
    const pieces = fc.array(fc.oneof(sign, person), { maxLength: 20 })
    fc.assert(
      fc.property(pieces, (all) => {
        let written: Written = { text: '', people: [] }
        for (const one of all) {
          const part = typeof one === 'string' ? { text: one, people: [] } : meaning(one)
          const at = written.text.length
          written = withPart({ ...written, text: written.text + part.text }, part, at)
        }
        const { content } = sent(written, here, mentionedBy)
        const chosen = new Set(written.people.map(({ id }) => id))
        expect(mentionedBy(content).filter((id) => !chosen.has(id))).toEqual([])
        expect(absentNames(written, here)).toEqual([])
        const again = opened(
          content,
          (id) => members.find((one) => one.id === id)?.name ?? '',
          String,
          members,
        )
        const before = mentionedBy(content)
        expect(sent(again, { ...here, before }, mentionedBy), 'edited and saved as it was').toEqual({
          content,
          unclear: null,
        })
      }),
      { numRuns: 3_000 },
    )
  })

  test.each(['bold', 'italic', 'strike', 'quote', 'list', 'numbers', 'link', 'code', 'block'] as const)(
    'made %s',
    (format) => {
      const text = 'ask @Alex Kim and @Alex Kim today'
      const people = [
        { at: 4, name: 'Alex Kim', id: 'a' },
        { at: 18, name: 'Alex Kim', id: 'b' },
      ]
      for (let from = 0; from < text.length; from++)
        for (let to = from; to <= text.length; to++) {
          const next = formatted({ text, from, to }, format)
          if (people.some((one) => !next.text.includes(`@Alex Kim`) || cuts(one, from, to))) continue
          // As the field does it: what differs is put in, and the caret stands after that.
          const end = text.length - sameEnd(text, next.text)
          const now = changed({ text, people }, next.text, next.text.length - (text.length - end))
          expect(
            now.people.map(({ id }) => id),
            next.text,
          ).toEqual(['a', 'b'])
          for (const one of now.people) expect(next.text.startsWith('@Alex Kim', one.at)).toBe(true)
        }
    },
  )
})

const cuts = (one: Mention, from: number, to: number) =>
  [from, to].some((place) => place > one.at && place < endOf(one))
const sameEnd = (a: string, b: string): number => {
  let same = 0
  while (same < Math.min(a.length, b.length) && a.at(-1 - same) === b.at(-1 - same)) same++
  return same
}

describe('two of the same name', () => {
  const people = [
    { at: 0, name: 'Alex Kim', id: 'a' },
    { at: 10, name: 'Alex Kim', id: 'b' },
  ]
  const both = { text: '@Alex Kim @Alex Kim', people }
  test('are told apart by where the caret is', () => {
    expect(changed(both, '@Alex Kim', 0).people).toEqual([{ at: 0, name: 'Alex Kim', id: 'b' }])
    expect(changed(both, '@Alex Kim', 9).people).toEqual([{ at: 0, name: 'Alex Kim', id: 'a' }])
    expect(changed(both, '@Alex Kim @Alex Kim @Alex Kim', 10).people.map(({ at }) => at)).toEqual([10, 20])
  })
  test('what was kept by another page, and says something else, means nobody', () => {
    expect(readWritten({ text: 'x@Alex Kim', people })).toEqual({ text: 'x@Alex Kim', people: [] })
    for (const kept of [
      null,
      1,
      {},
      { text: 1 },
      { text: 'a', people: 1 },
      { text: 'a', people: [{}, null] },
    ])
      expect(readWritten(kept).people).toEqual([])
  })
})
