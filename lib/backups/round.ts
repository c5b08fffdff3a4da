import { join } from 'node:path'
import { failureOf, inOneLine } from '#lib/failure.ts'
import { checkBackup } from './check.ts'
import { makeBackup } from './make.ts'
import type { Opened } from './open-copy.ts'
import { clearShelf, nameAt, onShelf, writeStatus } from './shelf.ts'
import type { Source } from './source.ts'

export type Made = { name: string; bytes: number; newBytes: number }
export type Checked = { name: string; opened: Opened }

/** Puts one more backup on the shelf, and says there what became of it. */
export async function makeOne(source: Source, shelf: string, keep: number, now: number): Promise<Made> {
  try {
    clearShelf(shelf, Number.POSITIVE_INFINITY)
    const name = nameAt(now)
    const before = onShelf(shelf)[0]?.name
    const made = await makeBackup(source, join(shelf, name), {
      before: before === undefined ? null : join(shelf, before),
      now,
    })
    clearShelf(shelf, keep)
    writeStatus(shelf, { made: { at: now, failure: null } })
    return { name, bytes: made.bytes, newBytes: made.newBytes }
  } catch (error) {
    tryToSay(() => writeStatus(shelf, { made: { at: now, failure: inOneLine(failureOf(error)) } }))
    throw error
  }
}

/** Restores one of the shelf into a scratch folder, and says there whether it would have helped. */
export async function checkOne(source: Source, shelf: string, name: string, now: number): Promise<Checked> {
  try {
    const opened = await checkBackup(join(shelf, name), source)
    writeStatus(shelf, { checked: { at: now, name, failure: null } })
    return { name, opened }
  } catch (error) {
    tryToSay(() => writeStatus(shelf, { checked: { at: now, name, failure: inOneLine(failureOf(error)) } }))
    throw error
  }
}

/** What went wrong first is what is told. */
function tryToSay(say: () => void) {
  try {
    say()
  } catch {
    // The same disk.
  }
}
