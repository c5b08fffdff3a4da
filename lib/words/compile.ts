import compile from 'icu-minify/compile'

type Entry = string | { [key: string]: Entry }
type Compiled = ReturnType<typeof compile> | { [key: string]: Compiled }

/**
 * The bundler's loader of catalogues: messages are compiled when built, so that no page carries a parser.
 * JSON it stays, as the imports say.
 */
export default (source: string): string => JSON.stringify(compiled(JSON.parse(source)))

const compiled = (entry: Entry): Compiled =>
  typeof entry === 'string'
    ? compile(entry)
    : Object.fromEntries(Object.entries(entry).map(([key, inner]) => [key, compiled(inner)]))
