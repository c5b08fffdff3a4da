import { rowCount } from './bitrate.ts'

/** Whether the machine keeps up with its encoders. `down`: by how many rows of the table they are spared. */
export type CpuLoad = { down: number; inARow: number; strainedAtMs: number; changedAtMs: number }

/** One look may be an accident. */
const enough = 2
/** What a row less changes shows only after a while. */
const settleMs = 4_000
const calmMs = 30_000

export const noCpuLoad = (atMs: number): CpuLoad => ({
  down: 0,
  inARow: 0,
  strainedAtMs: atMs,
  changedAtMs: Number.NEGATIVE_INFINITY,
})

/** Adds one look: whether the processor slows any encoder (`qualityLimitationReason`, W3C webrtc-stats). */
export function cpuLoad(before: CpuLoad, slow: boolean, atMs: number): CpuLoad {
  const inARow = slow ? before.inARow + 1 : 0
  const strainedAtMs = slow ? atMs : before.strainedAtMs
  const now = { ...before, inARow, strainedAtMs }
  if (inARow >= enough && before.down < rowCount - 1 && atMs - before.changedAtMs >= settleMs)
    return { ...now, down: before.down + 1, inARow: 0, changedAtMs: atMs }
  const calm = atMs - Math.max(strainedAtMs, before.changedAtMs) >= calmMs
  return calm && before.down > 0 ? { ...now, down: before.down - 1, changedAtMs: atMs } : now
}
