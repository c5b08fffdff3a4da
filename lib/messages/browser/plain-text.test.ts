import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plain } from './plain-text.ts'

const line = (content: string) => plain(content, (id) => (id === 'u1' ? 'Ana' : undefined))

test.each([
  ['**Hi** <@u1>, see `ls`', 'Hi @Ana, see ls'],
  ['1. one\n2. two', '1. one, 2. two'],
  ['  Good   morning ', 'Good morning'],
])('%j says %j in a line', (content, said) => {
  expect(line(content)).toBe(said)
})

test('what has no markup is not parsed, and says the same as if it were', () => {
  const signs = [
    ...'aB1éß שم日🙂.,:;!?\'"()/@%+-=\u00a0\t',
    'http://a.b/',
    'www.x.org',
    '1. ',
    '- ',
    ':tada:',
    ':)',
  ]
  const text = fc.array(fc.constantFrom(...signs), { maxLength: 30 }).map((all) => all.join(''))
  fc.assert(
    // A line feed at the end means nothing, but is parsed.
    fc.property(text, (content) => {
      expect(line(content)).toBe(line(`${content}\n`))
    }),
    { numRuns: 5_000 },
  )
})

test.each([
  ['/me waves', 'waves'],
  ['/me **waves** to <@ana>', 'waves to @Ana'],
  ['/me', '/me'],
  ['/menu', '/menu'],
  ['\\/me waves', '/me waves'],
])('what somebody does, %j, is told as %j', (content, line) => {
  expect(plain(content, () => 'Ana')).toBe(line)
})
