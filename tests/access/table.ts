import type { Who } from './cast.ts'

/** One row a thing, one cell a caller. */
export type Table = { callers: Who[]; rows: [thing: string, ...cells: string[]][] }

/** Who need not be drawn: they get what another caller gets, but for what is named. */
export type Alike = Partial<Record<Who, { as: Who; but?: Record<string, string> }>>

/**
 * Reads a table as it is drawn, and adds a column for each of whom is `alike`. The lines that begin with a
 * space name the callers, each above their column. Each other line is a thing, two spaces or more, and what
 * each caller gets of it: `ok`, the status of the refusal, or where a page leads instead. `…` is
 * /rooms/{roomId}.
 */
export function table(text: string, alike: Alike = {}): Table {
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
  for (const [who, { as, but = {} }] of Object.entries(alike)) {
    const at = callers.indexOf(as)
    if (at < 0) throw new Error(`Nobody is ${as}, as whom ${who} is`)
    const unknown = Object.keys(but).filter((named) => !rows.some(([thing]) => thing === named))
    if (unknown.length > 0) throw new Error(`There is no ${unknown} for ${who}`)
    for (const row of rows) row.push(but[row[0]] ?? row[at + 1] ?? '')
    callers.push(who as Who)
  }
  return { callers, rows }
}
