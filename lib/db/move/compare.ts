import { hash } from 'node:crypto'
import { Fault } from '#lib/errors.ts'
import type { Row, Side, Table } from './side.ts'

/** How many rows a room has in a table, and a sum of their hashes, in which their order plays no part. */
type Sum = { rows: number; lanes: Uint32Array }

/** Throws a Fault that names the tables, and how many rooms of each, that are not the same on both sides. */
export async function compare(one: Side, other: Side, tables: Table[], tell: (table: Table) => void) {
  const wrong: string[] = []
  for (const table of tables) {
    tell(table)
    const [a, b] = [await sumsOf(one, table), await sumsOf(other, table)]
    const differ = [...new Set([...a.keys(), ...b.keys()])].filter(
      (room) => !isSame(a.get(room), b.get(room)),
    )
    if (differ.length > 0) wrong.push(`${table.name} (${differ.length} of ${Math.max(a.size, b.size)} rooms)`)
  }
  if (wrong.length > 0)
    throw new Fault(
      `The new database does not have what the old one has: ${wrong.join(', ')}. The old one is as it was. Was it used after the first try? Empty the new one, and begin again.`,
    )
}

async function sumsOf(side: Side, table: Table): Promise<Map<string, Sum>> {
  const sums = new Map<string, Sum>()
  const of = table.columns.some(({ name }) => name === 'room_id') ? 'room_id' : null
  for await (const rows of side.read(table, null))
    for (const row of rows) {
      const room = of === null ? '' : String(row[of])
      const sum = sums.get(room) ?? { rows: 0, lanes: new Uint32Array(4) }
      sums.set(room, sum)
      sum.rows += 1
      const digest = hash('sha256', textOf(row, table), 'buffer')
      for (let at = 0; at < 4; at++) sum.lanes[at] = (sum.lanes[at] ?? 0) + digest.readUInt32LE(at * 4)
    }
  return sums
}

const isSame = (one?: Sum, other?: Sum) =>
  one !== undefined && one.rows === other?.rows && one.lanes.every((lane, at) => lane === other.lanes[at])

const textOf = (row: Row, { columns }: Table) => JSON.stringify(columns.map(({ name }) => inOrder(row[name])))

/** PostgreSQL keeps what JSON describes, and not the order in which it was written. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return entries.map(([key, one]) => [key, inOrder(one)])
}
