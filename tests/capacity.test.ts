import { expect, test } from 'vitest'
import type { Found } from '../bench/capacity/found.ts'
import type { Seen } from '../bench/capacity/load.ts'
import { reckon } from '../bench/capacity/reckon.ts'
import { stepUp } from '../bench/capacity/step-up.ts'
import { inWords } from '../bench/capacity/words.ts'

const well: Seen = { posts: 100, reachedMs: 12.3, lagMs: 4, busy: 0.4, ownBusy: 0.3, failed: null }
const tooMuch: Seen = { ...well, reachedMs: 400, busy: 0.99 }
const found: Found = {
  cores: 2,
  memoryBytes: 4e9,
  freeMemoryBytes: 3e9,
  mostOpenFiles: 65_536,
  database: 'SQLite',
  connected: 1_800,
  serverBytes: 2e8,
  bytesPerPerson: 30_000,
  people: { most: 24_690, seen: well, beyond: tooMuch },
  posts: { most: 1_234, seen: well, beyond: tooMuch },
  uploadsPerSecond: 21,
  readyMs: 600,
  backPerSecond: 1_000,
  folder: '/tmp/rooms-capacity',
  onSameDisk: true,
  disk: { syncMs: 0.94, freeBytes: 4e10 },
}

test('half of what was measured is told, and what gives out first', () => {
  expect(reckon(found)).toEqual({ people: 12_000, cause: 'processor', posts: 610, allBackMs: 24_600 })
  const words = inWords(found)
  for (const said of [
    'This machine carries about 12,000 people who have Rooms open, of whom 1,200 write a message a minute.',
    'What gives out first is the processor',
    '610 a second, each to 20 people; 95 of 100 posts reached everybody within 13 ms',
    '30 kB more for each connected person',
    'ready after 0.6 s; all 12,000 are back within 25 s',
    '10 of 1 MB uploaded in a second',
    'what is written is safe after 0.9 ms',
  ])
    expect(words).toContain(said)
  expect(inWords({ ...found, onSameDisk: false })).toContain('not of DATA_DIR')
})

test('memory, open files and the database give out, too; and nothing is claimed that was not tried', () => {
  const causeOf = (more: Partial<Found>) => {
    const reckoned = reckon({ ...found, ...more })
    return [reckoned?.people, reckoned?.cause]
  }
  expect(causeOf({ freeMemoryBytes: 6e8 })).toEqual([3_300, 'memory'])
  expect(causeOf({ freeMemoryBytes: 1e8 })).toEqual([0, 'memory'])
  expect(causeOf({ mostOpenFiles: 1_024 })).toEqual([760, 'open files'])
  const at = (seen: Partial<Seen>, beyond: Partial<Seen> | null) => ({
    people: { most: 2_000, seen: { ...well, ...seen }, beyond: beyond && { ...tooMuch, ...beyond } },
  })
  expect(causeOf(at({}, { busy: 0.3 }))).toEqual([1_000, 'store'])
  expect(causeOf(at({ ownBusy: 0.95 }, null))).toEqual([1_000, 'measuring'])
  expect(causeOf(at({}, null))).toEqual([1_000, 'time'])
  expect(reckon({ ...found, people: null })).toBeNull()
  expect(inWords({ ...found, people: null })).toContain('too slow, or too busy with other things')
})

/** A machine that carries so much, and is the busier the more it has to carry. */
const machine = (carries: number) => {
  const asked: number[] = []
  const tryIt = async (amount: number) => {
    asked.push(amount)
    return amount > carries ? tooMuch : { ...well, busy: amount / carries }
  }
  return { asked, tryIt }
}

test('what a machine carries is found from far below and from far above, and is never more than it carries', async () => {
  for (const carries of [3, 150, 900, 5_000, 80_000]) {
    const { asked, tryIt } = machine(carries)
    const top = await stepUp(1_000, tryIt, () => false)
    expect(top?.most).toBeLessThanOrEqual(carries)
    expect(top?.most).toBeGreaterThan(carries / 1.3)
    expect(asked.length).toBeLessThan(25)
  }
})

test('what was too much once only is asked again; without time it ends with what was found', async () => {
  let hiccups = 1
  const { tryIt } = machine(8_000)
  const once = (amount: number) => (hiccups-- > 0 ? Promise.resolve(tooMuch) : tryIt(amount))
  expect((await stepUp(1_000, once, () => false))?.most).toBeGreaterThan(6_000)
  expect(await stepUp(1_000, tryIt, () => true)).toMatchObject({ most: 1_000, beyond: null })
  expect(await stepUp(9_000, tryIt, () => true)).toBeNull()
})
