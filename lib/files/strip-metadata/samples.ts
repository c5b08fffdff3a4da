import type { Buffer } from 'node:buffer'
import { type Box, boxWithin } from './boxes.ts'
import { Damaged, type Source } from './source.ts'

export type Extent = { from: number; to: number }

/** Of one table: a day of measurements, thirty a second. */
const mostBytes = 16 * 1_048_576

/** Where the samples of a track lie (ISO/IEC 14496-12, 8.7), by the chunks they are written in. */
export function* samplesOf(source: Source, stbl: Box): Generator<Extent> {
  const read = (type: string): Buffer | null => {
    const box = boxWithin(source, stbl, type)
    if (!box) return null
    if (box.end - box.content > mostBytes) throw new Damaged('A table is too long')
    return source.bytes(box.content, box.end - box.content)
  }
  const [near, far] = [read('stco'), read('co64')]
  const offsets = near ? entries(near, 8, 4) : entries(required(far), 8, 8)
  const runs = entries(required(read('stsc')), 8, 12)
  const sizes = sizesIn(required(read('stsz')))
  let sample = 0
  let run = -1
  for (const [chunk, entry] of offsets.entries()) {
    while ((runs[run + 1]?.readUInt32BE(0) ?? Infinity) <= chunk + 1) run += 1
    const count = runs[run]?.readUInt32BE(4) ?? 0
    const from = near ? entry.readUInt32BE(0) : Number(entry.readBigUInt64BE(0))
    let to = from
    for (const last = Math.min(sample + count, sizes.count); sample < last; sample++) to += sizes.of(sample)
    if (to > source.size) throw new Damaged('Samples lie outside')
    yield { from, to }
  }
}

function required(table: Buffer | null): Buffer {
  if (!table || table.length < 8) throw new Damaged('Nobody knows where its samples are')
  return table
}

/** The entries of a table, which says before them how many there are. */
function entries(table: Buffer, first: number, bytes: number): Buffer[] {
  const count = table.readUInt32BE(4)
  if (first + count * bytes > table.length) throw new Damaged('A table is cut off')
  return Array.from({ length: count }, (_, at) =>
    table.subarray(first + at * bytes, first + (at + 1) * bytes),
  )
}

/** All of one size, or each of its own. */
function sizesIn(table: Buffer) {
  if (table.length < 12) throw new Damaged('A table is cut off')
  const [same, count] = [table.readUInt32BE(4), table.readUInt32BE(8)]
  if (same === 0 && 12 + count * 4 > table.length) throw new Damaged('A table is cut off')
  return { count, of: (sample: number) => (same === 0 ? table.readUInt32BE(12 + sample * 4) : same) }
}
