import { readFileSync, writeFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const samples = z.array(z.object({ at: z.number(), free: z.number() }))
type Sample = z.output<typeof samples>[number]

/** So many days are looked back on: what was before says little of what comes. */
const most = 30
const dayMs = 86_400_000
const fileIn = (dataDir: string) => join(dataDir, 'free-space.json')

/** The bytes that the folder's disk has for us, and all that it has. */
export async function spaceAt(folder: string): Promise<{ free: number; all: number }> {
  const { bavail, blocks, bsize } = await statfs(folder)
  return { free: bavail * bsize, all: blocks * bsize }
}

/** Notes once a day how much is free, in the folder itself: it is a matter of its disk. */
export async function noteSpace(dataDir: string, now: number): Promise<void> {
  const known = samplesIn(dataDir)
  const last = known.at(-1)
  if (last && now - last.at < dayMs && now >= last.at) return
  const { free } = await spaceAt(dataDir)
  writeFileSync(fileIn(dataDir), JSON.stringify([...known, { at: now, free }].slice(-most)), { mode: 0o600 })
}

/**
 * For how many days it is enough if it goes on as it went; null while that is not known, or it does not
 * shrink.
 */
export function daysLeft(dataDir: string, free: number, now: number): number | null {
  const [first] = samplesIn(dataDir)
  return first ? daysFrom(first, free, now) : null
}

function daysFrom({ at, free: before }: Sample, free: number, now: number): number | null {
  const gone = before - free
  if (now - at < 2 * dayMs || gone <= 0) return null
  return Math.floor(free / (gone / ((now - at) / dayMs)))
}

function samplesIn(dataDir: string): Sample[] {
  try {
    return samples.parse(JSON.parse(readFileSync(fileIn(dataDir), 'utf8')))
  } catch {
    return []
  }
}
