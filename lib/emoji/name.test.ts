import fc from 'fast-check'
import { expect, test } from 'vitest'
import { betweenColons, mayHoldEmoji, nameBetweenColons, nameOfFile, partedByEmoji } from './name.ts'
import { newEmoji } from './schema.ts'

const known = (...names: string[]) => {
  const all = new Map(names.map((name) => [name, { name }]))
  return (name: string) => all.get(name)
}

test('only names that are known become emoji, and never parts of words and times', () => {
  const parts = (text: string) => partedByEmoji(text, known('cat', 'my_dog', 'x30'))
  expect(parts('a :cat: b')).toEqual(['a ', { name: 'cat' }, ' b'])
  expect(parts(':cat::my_dog:')).toEqual([{ name: 'cat' }, { name: 'my_dog' }])
  expect(parts(':gone:cat:')).toEqual([':gone:cat:'])
  expect(parts(':gone: :cat:')).toEqual([':gone: ', { name: 'cat' }])
  for (const text of ['a:cat:', ':cat:b', '10:x30:20', ': cat:', ':cat', ''])
    expect(parts(text).join('')).toBe(text)
})

test('nothing of a text is lost, whatever stands in it', () => {
  const find = known('cat', 'a+b')
  const pieces = fc.constantFrom(':', 'cat', ':cat:', 'a+b', ' ', '👍', 'é', '\n', '_')
  fc.assert(
    fc.property(fc.array(pieces), (given) => {
      const text = given.join('')
      const parts = partedByEmoji(text, find)
      expect(parts.map((part) => (typeof part === 'string' ? part : betweenColons(part.name))).join('')).toBe(
        text,
      )
      if (parts.some((part) => typeof part !== 'string')) expect(mayHoldEmoji(text)).toBe(true)
    }),
  )
})

test('a name is of letters and digits, with single signs between them', () => {
  const named = (name: string) => newEmoji.safeParse({ name }).data?.name
  expect(['party', ':Party:', 'a-b_c+1', 'йога', 'हिन्दी', 'é1'].map(named)).toEqual([
    'party',
    'party',
    'a-b_c+1',
    'йога',
    'हिन्दी',
    'é1',
  ])
  for (const bad of ['', 'a', '30', '_a_', 'a__b', 'a b', 'a:b', '<b>', '*a*', 'x'.repeat(31), '👍👍'])
    expect(named(bad), bad).toBeUndefined()
  // Of two scripts whose letters look alike: "cat" with a Cyrillic "а", "βeta".
  for (const bad of ['c\u0430t', 'βeta']) expect(named(bad), bad).toBeUndefined()
  expect(named('東京_tower')).toBe('東京_tower')
  // Letters that show nothing, and one that is two units of a string but a single sign.
  for (const bad of ['\u3164\u3164', 'ok\u3164', 'a\u115f', 'ok\ufe0f', '𠮷'])
    expect(named(bad), JSON.stringify(bad)).toBeUndefined()
})

test('whatever may be a name is found again in a text, a reaction and the name of its file', () => {
  const signs = fc.constantFrom('a', 'Z', '9', '_', '-', '+', 'é', 'я', 'ि', '𠮷')
  fc.assert(
    fc.property(fc.string({ unit: signs, maxLength: 12 }), (given) => {
      const name = newEmoji.safeParse({ name: given }).data?.name
      if (name === undefined) return
      expect(partedByEmoji(` ${betweenColons(name)}.`, known(name))).toEqual([' ', { name }, '.'])
      expect(nameBetweenColons(betweenColons(name))).toBe(name)
    }),
  )
  expect(nameOfFile('Party Parrot (1).gif')).toBe('party_parrot_1')
})
