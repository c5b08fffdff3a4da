import { closeSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { quantile } from '../show/figures.ts'

export type Disk = { syncMs: number; freeBytes: number }

const page = new Uint8Array(4_096)
const mostWrites = 100

/** How long until the disk holds what was written, for 95 of 100 small writes; a second of them at most. */
export function lookAtDisk(folder: string): Disk {
  const path = join(folder, 'written')
  const file = openSync(path, 'w')
  const took: number[] = []
  for (const began = performance.now(); took.length < mostWrites && performance.now() - began < 1_000; ) {
    const since = performance.now()
    writeSync(file, page)
    fsyncSync(file)
    took.push(performance.now() - since)
  }
  closeSync(file)
  rmSync(path)
  const { bavail, bsize } = statfsSync(folder)
  return { syncMs: quantile(took, 0.95), freeBytes: bavail * bsize }
}
