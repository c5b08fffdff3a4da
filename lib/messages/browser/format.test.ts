import { expect, test } from 'vitest'
import { continued, type Format, formatted, isInCode, type Selected } from './format.ts'

/** "a [b] c": what is between the bars is selected. */
const read = (shown: string): Selected => {
  const from = shown.indexOf('|')
  const to = shown.lastIndexOf('|') - (from === shown.lastIndexOf('|') ? 0 : 1)
  return { text: shown.replaceAll('|', ''), from, to }
}
const show = ({ text, from, to }: Selected) =>
  from === to
    ? `${text.slice(0, from)}|${text.slice(from)}`
    : `${text.slice(0, from)}|${text.slice(from, to)}|${text.slice(to)}`

test.each<[Format, string, string]>([
  ['bold', 'a |b| c', 'a **|b|** c'],
  ['bold', 'a **|b|** c', 'a |b| c'],
  ['bold', 'a |**b**| c', 'a |b| c'],
  ['bold', 'a| b |c', 'a **|b|** c'],
  ['italic', '|', '_|_'],
  ['strike', '|x|', '~~|x|~~'],
  ['code', '|x|', '`|x|`'],
  ['quote', 'a\n|b\nc|', 'a\n|> b\n> c|'],
  ['quote', '|> b\n> c|', '|b\nc|'],
  ['list', 'b|', '- b|'],
  ['numbers', '|a\nb|', '|1. a\n2. b|'],
  ['block', 'a |b|', 'a \n```\n|b|\n```\n'],
  ['link', 'see |here|', 'see [here](|)'],
  ['link', '|https://a.example|', '[|](https://a.example)'],
])('%s: %s → %s', (format, from, to) => {
  expect(show(formatted(read(from), format))).toBe(to)
})

test.each([
  ['- a|', '- a\n- |'],
  ['x\n  3. a|b', 'x\n  3. a\n  4. |b'],
  ['- [x] a|', '- [x] a\n- [ ] |'],
  ['> a|', '> a\n> |'],
  ['- a\n- |', '- a\n|'],
  ['a|', null],
  ['-|', null],
])('a new line after %s', (from, to) => {
  const next = continued(read(from))
  expect(next && show(next)).toBe(to)
})

test.each([
  ['```|', true],
  ['```js|', true],
  ['look: ```|', true],
  ['```\nlet a|\n```', true],
  ['> ```\n> a|', true],
  ['- ```\n  a|', true],
  ['~~~\n```\n|', true],
  ['````\n```|', true],
  ['```\na\n```|', false],
  ['```\na```|', false],
  ['```\na\n``` and|', false],
  ['```a```|', false],
  ['see ```a|', false],
  ['\\```|', false],
  ['``|', false],
  ['|```\na\n```', false],
])('in %j Enter is a line of code: %s', (shown, expected) => {
  const { text, from } = read(shown)
  expect(isInCode(text, from)).toBe(expected)
})
