import { globSync, readFileSync } from 'node:fs'
import compile from 'icu-minify/compile'
import { expect, test } from 'vitest'
import { en } from './en/index.ts'

type Entry = string | { [key: string]: Entry }

const messagesOf = (entry: Entry, path = ''): [key: string, message: string][] =>
  typeof entry === 'string'
    ? [[path, entry]]
    : Object.entries(entry).flatMap(([key, inner]) => messagesOf(inner, path ? `${path}.${key}` : key))

/** The kinds of arguments that choose between cases (icu-minify): select, plural, ordinal. */
const choices = [1, 2, 3]

/** What a message names, counts and marks, and how. The cases of a plural are each language's own. */
function argumentsOf(message: string): string[] {
  const found = new Set<string>()
  const read = (node: unknown): void => {
    if (!Array.isArray(node)) return
    const [name, kind, ...rest] = node
    if (typeof name !== 'string') {
      node.forEach(read)
      return
    }
    const isTag = kind !== undefined && (typeof kind !== 'number' || kind === 0)
    found.add(isTag ? `<${name}>` : `${name} ${kind ?? ''}`.trim())
    if (isTag) [kind, ...rest].forEach(read)
    else if (choices.includes(kind)) Object.values(rest[0]).forEach(read)
  }
  const compiled = compile(message)
  if (Array.isArray(compiled)) compiled.forEach(read)
  return [...found].sort()
}

const english = messagesOf(en)
const argumentsByKey = (messages: [string, string][]) =>
  Object.fromEntries(messages.map(([key, message]) => [key, argumentsOf(message)]))

test('what a message names, counts and marks is read, and one that does not parse is refused', () => {
  expect(argumentsOf('Hello')).toEqual([])
  expect(argumentsOf('{who} in <b>{room}</b>, {n, plural, one {<i>one</i>} other {# of {all}}}')).toEqual([
    '<b>',
    '<i>',
    'all',
    'n 2',
    'room',
    'who',
  ])
  expect(() => argumentsOf('{n, plural, one {# person}')).toThrow()
})

test('every message parses', () => {
  for (const [key, message] of english) expect(() => compile(message), key).not.toThrow()
})

test('every language says what English says, of the same things', () => {
  for (const file of globSync('lib/words/languages/*.json'))
    expect(argumentsByKey(messagesOf(JSON.parse(readFileSync(file, 'utf8')))), file).toEqual(
      argumentsByKey(english),
    )
})

test('every message is used: its key stands in the code, whole or with a part that is filled in', () => {
  const code = globSync('{app,components,lib}/**/*.{ts,tsx}')
    .filter((file) => !/\.(test|d\.json)\.ts$/.test(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
  const written = new Set(code.match(/(?<=')[\w.-]+(?=')/g))
  const filledIn = [...code.matchAll(/`([\w-]+\.[\w.-]*\$\{[^`]*)`/g)].map(
    ([, key = '']) => new RegExp(`^${key.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '[^.]+')}$`),
  )
  const stands = (key: string) => written.has(key) || filledIn.some((pattern) => pattern.test(key))
  // A refusal names its reason alone.
  const isUsed = (key: string) => stands(key) || stands(key.replace(/^refusals\./, ''))
  expect(english.map(([key]) => key).filter((key) => !isUsed(key))).toEqual([])
})
