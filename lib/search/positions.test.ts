import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makePositions } from './positions.ts'
import { perMs } from './search-index.ts'

/** Stores messages of these times as an index does; gives where each stands. */
function store(times: number[]): number[] {
  const positions = makePositions()
  const taken = new Set<number>()
  return times.map((time) => {
    let position = positions.first(time)
    while (taken.has(position)) position += 1
    taken.add(position)
    positions.given(position)
    return position
  })
}

test('what was written earlier stands before what was written later, in whatever order they are stored', () => {
  // One for each place of a millisecond at most, or they would stand after their time.
  const times = fc.uniqueArray(fc.integer({ min: 1, max: 20_000 }), { maxLength: 60 })
  fc.assert(
    fc.property(times, (times) => {
      const places = store(times)
      const inTime = times
        .map((time, at) => ({ time, place: places[at] ?? 0 }))
        .sort((a, b) => a.time - b.time)
      for (const [at, { place }] of inTime.entries())
        if (at > 0) expect(place).toBeGreaterThan(inTime[at - 1]?.place ?? 0)
    }),
  )
})

test('many that come together keep their order, and what comes once they have places again stands at its time', () => {
  const crowd = Array.from({ length: 100 * perMs }, (_, at) => 1_000 + Math.floor(at / (3 * perMs)))
  const places = store([...crowd, 2_000])
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(new Set(places).size).toBe(places.length)
  expect(places.at(-1)).toBe(2_000 * perMs)
})
