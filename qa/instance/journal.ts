import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Credentials } from './ask.ts'

/**
 * What a run has made on an instance, noted before it is made: so it can be removed whatever becomes of the
 * run. Each run has a file of its own, which goes with the last thing in it.
 */
export type Made = Credentials & { url: string }
type Line = { made: Made } | { gone: string }

/** Passwords stand in it: they open accounts of the kit alone, and are its owner's to read. */
const note = (file: string, line: Line) => appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 })

export function openJournal(folder: string, run: string) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `${run}.ndjson`)
  return {
    willMake: (made: Made) => note(file, { made }),
    isGone: (email: string) => note(file, { gone: email }),
  }
}

/** What is still there of a run, or of all runs. */
export function leftOf(folder: string, run?: string): { file: string; left: Made[] }[] {
  const files = filesIn(folder).filter((name) => run === undefined || name === `${run}.ndjson`)
  return files.map((name) => {
    const file = join(folder, name)
    const left = new Map<string, Made>()
    for (const text of readFileSync(file, 'utf8').split('\n')) {
      const line = lineOf(text)
      if (line && 'made' in line) left.set(line.made.email, line.made)
      else if (line) left.delete(line.gone)
    }
    return { file, left: [...left.values()] }
  })
}

export const forget = (file: string) => rmSync(file, { force: true })

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.ndjson'))
  } catch {
    return []
  }
}

/** The last line of a run that was killed may be half of one: what it was about was not made yet. */
function lineOf(text: string): Line | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
