import type { Who } from './cast.ts'

/** One row a thing, one cell a caller. */
export type Table = { callers: Who[]; rows: [thing: string, ...cells: string[]][] }

/**
 * Reads a table as it is drawn. The lines that begin with a space name the callers, each above their column.
 * Each other line is a thing, two spaces or more, and what each caller gets of it: `ok`, the status of the
 * refusal, or where a page leads instead. `…` is /rooms/{roomId}.
 */
export function table(text: string): Table {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const callers = lines
    .filter((line) => line.startsWith(' '))
    .flatMap((line) => [...line.matchAll(/\w+/g)])
    .sort((one, other) => one.index - other.index)
    .map(([name]) => name as Who)
  const rows = lines
    .filter((line) => !line.startsWith(' '))
    .map((line): Table['rows'][number] => {
      const [thing = '', ...cells] = line
        .split(/\s{2,}/)
        .flatMap((part, at) => (at === 0 ? [part] : part.split(' ')))
      if (cells.length !== callers.length) throw new Error(`"${thing}" has ${cells.length} cells`)
      return [thing.replace('…', '/rooms/{roomId}'), ...cells]
    })
  return { callers, rows }
}
