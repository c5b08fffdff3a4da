import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as english from '#lib/words/en/index.ts'
import { names } from '../qa/names.ts'

/** Every text under a catalogue, whatever it stands under. */
const textsIn = (words: unknown): string[] =>
  typeof words === 'string' ? [words] : Object.values(words as object).flatMap(textsIn)

test('what flows find controls by is what the pages call them, and stands in the kit’s page', () => {
  const texts = textsIn(english)
  const page = readFileSync('docs/qa.md', 'utf8')
  for (const [name, [role, words]] of Object.entries(names)) {
    const begins = words.endsWith('…') ? words.slice(0, -1) : null
    const isThere = texts.some((text) => (begins === null ? text === words : text.startsWith(begins)))
    expect(isThere, `${words} is in no catalogue`).toBe(true)
    expect(page, `docs/qa.md lists ${name}`).toContain(`| \`${name}\` | ${role} | ${words} |`)
  }
})

test('every deed of a person stands in the kit’s page', () => {
  const page = readFileSync('docs/qa.md', 'utf8')
  const [, deeds = ''] = readFileSync('qa/people/person.ts', 'utf8').split('type Deeds = {')
  const named = [...(deeds.split('\n}')[0]?.matchAll(/^ {2}(\w+): \(/gm) ?? [])].map(([, name = '']) => name)
  expect(named.length).toBeGreaterThan(15)
  expect(named.filter((name) => !page.includes(`\`${name}`))).toEqual([])
})
