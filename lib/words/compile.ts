import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import compile from 'icu-minify/compile'

type Entry = string | { [key: string]: Entry }
type Compiled = ReturnType<typeof compile> | { [key: string]: Compiled }
type Loader = { context: string; addDependency: (file: string) => void }

/**
 * The bundler's loader of catalogues: messages are compiled when built, so that no page carries a parser. A
 * list of keys becomes the messages of those keys, as their domains' files beside it say them. JSON it
 * stays, as the imports say.
 */
export default function (this: Loader, source: string): string {
  const read: Entry | string[] = JSON.parse(source)
  return JSON.stringify(compiled(Array.isArray(read) ? messagesOf(read, this) : read))
}

const compiled = (entry: Entry): Compiled =>
  typeof entry === 'string'
    ? compile(entry)
    : Object.fromEntries(Object.entries(entry).map(([key, inner]) => [key, compiled(inner)]))

function messagesOf(keys: string[], loader: Loader): Entry {
  const domains = Object.fromEntries(
    [...new Set(keys.map((key) => key.slice(0, key.indexOf('.'))))].map((name) => {
      const file = join(loader.context, `${name}.json`)
      loader.addDependency(file)
      return [name, JSON.parse(readFileSync(file, 'utf8')) as Entry]
    }),
  )
  return chosen(domains, '', new Set(keys)) ?? {}
}

/** What of an entry these keys are or lie within; nothing where none does. */
function chosen(entry: Entry, path: string, keys: Set<string>): Entry | undefined {
  if (typeof entry === 'string') return keys.has(path) ? entry : undefined
  const inner = Object.entries(entry).flatMap(([key, one]) => {
    const of = chosen(one, path ? `${path}.${key}` : key, keys)
    return of === undefined ? [] : [[key, of] as const]
  })
  return inner.length > 0 ? Object.fromEntries(inner) : undefined
}
