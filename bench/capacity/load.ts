import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import type { Side } from '../run/sides.ts'
import { quantile } from '../show/figures.ts'
import type { Crowd } from './crowd.ts'
import { type DeedName, deedNames, deedsOf, type Rates } from './deeds.ts'

/** What became of a load; times in ms, parts from 0 to 1. */
export type Seen = {
  /** Posts a second, and within how long 95 of 100 of them reached everybody. */
  posts: number
  reachedMs: number
  /** Of 100 looks of the server's main thread at its clock 99 were less late; how busy it was. */
  lagMs: number
  busy: number
  /** How busy whoever makes the load was. */
  ownBusy: number
  /** What did not happen, in words; null where all did. */
  failed: string | null
}

/** Whoever waits for an answer longer than this has waited too long, and so has whoever comes after them. */
const mostPatienceMs = 5_000
const lookEveryMs = 5

/**
 * Does so much of each a second, whether or not what was done before is answered. The first third is not
 * looked at.
 */
export async function load(side: Side, crowd: Crowd, rates: Rates, forMs: number): Promise<Seen> {
  const deeds = deedsOf(crowd, () => performance.now())
  const done: Record<DeedName, number> = { post: 0, open: 0, search: 0, page: 0 }
  const first = Math.floor(Math.random() * crowd.people.length)
  let [underWay, failed, turn] = [0, null as string | null, first]
  const begin = (name: DeedName) => {
    // Neighbours share a room: whoever is next is elsewhere.
    turn = (turn + 7_919) % crowd.people.length
    const by = crowd.people[turn]
    if (!by) return
    underWay++
    deeds
      .do(name, by)
      .catch((error: unknown) => {
        failed ??= String(error)
      })
      .finally(() => underWay--)
  }
  const began = performance.now()
  const clock = setInterval(() => {
    const seconds = (performance.now() - began) / 1_000
    for (const name of deedNames)
      for (; failed === null && done[name] < seconds * (rates[name] ?? 0); done[name]++) begin(name)
  }, lookEveryMs)
  await pause(forMs / 3)
  await side.tell()
  const own = performance.eventLoopUtilization()
  await pause((forMs * 2) / 3)
  clearInterval(clock)
  const ownBusy = performance.eventLoopUtilization(own).utilization
  const lasted = (performance.now() - began) / 1_000
  const { lag, busy } = await side.tell()
  const patienceMs = Math.min(mostPatienceMs, forMs * 4)
  for (const end = performance.now() + patienceMs; performance.now() < end; await pause(lookEveryMs))
    if (failed !== null || (underWay === 0 && deeds.told().missing === 0)) break
  const { reached, missing } = deeds.told()
  if (underWay + missing > 0)
    failed ??= `${missing} messages had not reached everybody after ${patienceMs / 1_000} s`
  return {
    posts: done.post / lasted,
    reachedMs: quantile(reached, 0.95),
    lagMs: lag.p99,
    busy,
    ownBusy,
    failed,
  }
}
