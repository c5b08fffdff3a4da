import { setTimeout as pause } from 'node:timers/promises'
import type { Running } from '../run/program.ts'

const warmMs = 2_500
const measuredMs = 3_000

export type Cost = { cpu: number[]; done: number; seconds: number }

/**
 * What servers spend on a load that is under way: CPU seconds of each, for what `done` counted meanwhile. The
 * first moments are not measured.
 */
export async function costOf(servers: readonly Running[], done: () => number): Promise<Cost> {
  await pause(warmMs)
  const spent = () => Promise.all(servers.map(async ({ tell }) => (await tell()).cpu))
  const [before, doneBefore, began] = [await spent(), done(), performance.now()]
  await pause(measuredMs)
  const [after, doneAfter, ended] = [await spent(), done(), performance.now()]
  return {
    cpu: after.map((cpu, at) => cpu - (before[at] ?? 0)),
    done: doneAfter - doneBefore,
    seconds: (ended - began) / 1_000,
  }
}
