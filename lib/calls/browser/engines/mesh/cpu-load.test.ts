import { expect, it } from 'vitest'
import { cpuLoad, noCpuLoad } from './cpu-load.ts'

/** One look a second; the rows spared after each. */
const play = (looks: boolean[]) => {
  let now = noCpuLoad(0)
  return looks.map((slow, at) => {
    now = cpuLoad(now, slow, (at + 1) * 1_000)
    return now.down
  })
}
const times = (count: number, slow: boolean) => Array<boolean>(count).fill(slow)

it('spares a row after two slow looks in a row, not after one', () => {
  expect(play([true, false, true, true])).toEqual([0, 0, 0, 1])
})

it('waits for what a row less changes before it spares another', () => {
  expect(play(times(6, true))).toEqual([0, 1, 1, 1, 1, 2])
})

it('ends at the last row', () => {
  expect(Math.max(...play(times(100, true)))).toBe(5)
})

it('goes back up a row after half a minute without trouble', () => {
  const downs = play([...times(6, true), ...times(70, false)])
  expect(downs.indexOf(1, 10)).toBe(6 + 29)
  expect(downs.at(-1)).toBe(0)
})
