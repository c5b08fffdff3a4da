import { parseArgs } from 'node:util'

/** What the command line says: which rows, by parts of their names, and how many rounds. */
export function asked<T>(all: Record<string, T>): { rows: [name: string, row: T][]; rounds: number } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { rounds: { type: 'string', default: '1' } },
  })
  const rows = Object.entries(all).filter(
    ([name]) => positionals.length === 0 || positionals.some((part) => name.includes(part)),
  )
  if (rows.length > 0) return { rows, rounds: Number(values.rounds) }
  console.error(`There is no such row. There are: ${Object.keys(all).join(', ')}`)
  process.exit(1)
}
