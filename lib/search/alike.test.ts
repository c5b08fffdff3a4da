import fc from 'fast-check'
import { expect, test } from 'vitest'
import { signsOf } from '#lib/text/cut.ts'
import { createRoom, createUser, say } from '../../tests/factories.ts'
import { searched } from '../../tests/found.ts'
import { openWorld } from '../../tests/world.ts'
import { keyOf } from './normalize.ts'
import { soughtIn } from './parse-query.ts'
import { searchQuery } from './schema.ts'
import { snippetOf } from './snippet.ts'

/** What was written, what is looked for, and what of it is marked. */
const cases: [written: string, q: string, marked: string][] = [
  ['The co\u00adoperation began', 'cooperation', 'co\u00adoperation'],
  ['A wi\u200bdget here', 'widget', 'wi\u200bdget'],
  ['A ga\u2060dget here', 'gadget', 'ga\u2060dget'],
  ['He said gizmo', 'giz\u200bmo', 'gizmo'],
  ['گفت می‌خواهم آب', 'میخواهم', 'می‌خواهم'],
  ['نوشت میخواهم', 'می‌خواهم', 'میخواهم'],
  ['Die Ba\u0308ume', 'Bäume', 'Ba\u0308ume'],
  ['Ｆｕｌｌｗｉｄｔｈ text', 'fullwidth', 'Ｆｕｌｌｗｉｄｔｈ'],
  ['ハンカクﾃｽﾄ', 'テスト', 'ﾃｽﾄ'],
  ['the ﬁnest oﬃce', 'finest', 'ﬁnest'],
  ['Sıcak bir IŞIK', 'ışık', 'IŞIK'],
  ['İstanbul güzel', 'istanbul', 'İstanbul'],
  ['Καλημέρα Γιώργος', 'ΓΙΏΡΓΟΣ', 'Γιώργος'],
  ['we don’t know', "don't", 'don’t'],
  ['a “quoted phrase” here', '“quoted phrase”', 'quoted phrase'],
  ['Die Straße dort', 'straße', 'Straße'],
  ['\u1112\u1161\u11ab\u1100\u1173\u11af 글자', '한글', '\u1112\u1161\u11ab\u1100\u1173\u11af'],
]

test('what is equal to people is found, and marked where it stands', async () => {
  const world = await openWorld({ LIMIT_SEARCHES_PER_10S: '100000' })
  const ana = await createUser(world, 'Ana')
  const room = await createRoom(ana)
  for (const [written] of cases) await say(ana, room, written)
  await world.background.catchUp()
  for (const [written, q, marked] of cases) {
    const { items } = await searched(ana, { q })
    const hit = items.find(({ content }) => content === written)
    expect(
      hit?.snippet.filter((part) => part.hit).map(({ text }) => text),
      q,
    ).toEqual([marked])
    expect(hit?.snippet.map(({ text }) => text).join(''), q).toBe(written)
  }
})

test('quotes, colons and dates are what they are on every keyboard', () => {
  const asked = (q: string) => soughtIn(searchQuery.parse({ q }))
  for (const phrase of ['“two words”', '„two words“', '«two words»', '「two words」', '″two words″'])
    expect(asked(phrase), phrase).toEqual(asked('"two words"'))
  expect(asked('\u200bfrom：ana x')).toEqual(asked('from:ana x'))
  expect(asked('before:２０２６‑０１‑３１')).toEqual(asked('before:2026-01-31'))
  expect(() => asked('\u200b \u2060')).toThrow(expect.objectContaining({ code: 'invalid_input' }))
})

test('a snippet that reaches the ends of a message shows the mentions there', () => {
  for (const text of ['<@u1> hello', 'hello <@u1>', '<@u1>'])
    expect(
      snippetOf(text, keyOf(text), ['hello'])
        .map((part) => part.text)
        .join(''),
    ).toBe(text)
})

test('no part of what people see as one sign is left out of a snippet, or marked alone', () => {
  const signs = [
    'a',
    ' ',
    'é',
    'e\u0301',
    '👩‍🌾',
    '👩',
    '🌾',
    '🇩🇪',
    '🇪',
    '👍🏽',
    '👍',
    '❤️',
    '한',
    'क्ष',
    'ष',
    '王',
  ]
  const texts = fc.array(fc.constantFrom(...signs), { minLength: 1, maxLength: 400 })
  fc.assert(
    fc.property(texts, fc.constantFrom(...signs), (all, sought) => {
      const text = all.join('')
      const part = keyOf(sought).text.trim()
      const parts = snippetOf(text, keyOf(text), part ? [part] : [])
      const ends = new Set<number>([0])
      let at = 0
      for (const sign of signsOf(text)) {
        at += sign.length
        ends.add(at)
      }
      const shown = parts.map((one) => one.text).filter((one) => one !== '…')
      let place = text.indexOf(shown.join(''))
      expect(place).toBeGreaterThanOrEqual(0)
      const isWhole = () => {
        let here = place
        return shown.every((one) => {
          here += one.length
          return ends.has(here - one.length) && ends.has(here)
        })
      }
      // The same words may stand in a text more than once.
      while (place >= 0 && !isWhole()) place = text.indexOf(shown.join(''), place + 1)
      expect(place).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 500 },
  )
})
