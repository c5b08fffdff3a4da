import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import first from '#lib/words/en/first.json' with { type: 'json' }
import { en } from '#lib/words/en/index.ts'
import { firstModules } from './first-modules.ts'

/** What stands around a room on its page, in the order it is drawn. */
const roomPage = [
  ...['app/layout.tsx', 'app/(rooms)/layout.tsx', ...globSync('app/(rooms)/rooms/**/*.tsx')],
  ...globSync('app/{,(rooms)/}{error,global-error}.tsx'),
]

type Entry = string | { [key: string]: Entry }
const keysOf = (entry: Entry, path: string): string[] =>
  typeof entry === 'string'
    ? [path]
    : Object.entries(entry).flatMap(([key, inner]) => keysOf(inner, path ? `${path}.${key}` : key))

/** The domains whose words come later, all but those that are first. */
const domains = [...readFileSync('components/words/all-words.tsx', 'utf8').matchAll(/en\/(\w+)\.json/g)].map(
  ([, domain = '']) => domain,
)
const all = Object.entries(en).flatMap(([domain, words]) =>
  domains.includes(domain) ? keysOf(words, domain) : [],
)

/** The keys that a module names, whole or with an end that is filled in. */
const keysIn = (source: string) =>
  [...source.matchAll(/['`](\w+\.[\w.]*)(?:['`]|\$\{)/g)].flatMap(([, named = '']) =>
    all.filter((key) => key === named || (named.endsWith('.') && key.startsWith(named))),
  )

test('what the first scripts of a room’s page say is there first, and nothing else', () => {
  const modules = firstModules(roomPage)
  expect(modules.map(({ file }) => file)).toContain('components/messages/composer/composer.tsx')
  const said = new Set(modules.flatMap(({ source }) => keysIn(source)))
  expect(first).toEqual([...said].sort())
})
