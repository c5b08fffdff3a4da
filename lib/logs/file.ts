import { once } from 'node:events'
import { closeSync, fstatSync, openSync } from 'node:fs'
import { readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pino } from 'pino'
import { dayOf } from '#lib/day.ts'

export type LogFile = { write: (line: string) => void; close: () => Promise<void> }
type Rules = {
  /** From that size on it is turned over, and with each day (UTC). */
  bytes: number
  /** So many older ones stay. */
  keep: number
  now: () => number
}
/** What went wrong, or how many lines were lost by it. */
type Ear = { failed: (error: unknown) => void; lost: (lines: number) => void }

/** Only the owner reads it: it holds addresses. */
const mode = 0o600
/** Of lines that wait for a disk which takes none. */
const mostWaiting = 1_048_576
const mostAtOnce = 131_072
/** Once in that time a file is looked at, so that a line costs no more than its writing. */
const lookMs = 1_000
const patienceMs = 1_000

/**
 * Lines go to a file without anybody waiting for the disk: what comes while it writes is written together.
 * Older ones are `.1`, `.2` and so on. Whoever moves or removes it finds a new one a second later. Throws
 * when it cannot be opened; what fails later is told, tried again with the next line, and costs lines only
 * once a megabyte waits.
 */
export function openLogFile(path: string, { bytes, keep, now }: Rules, ear: Ear): LogFile {
  const { size, mtimeMs } = opened(path)
  const stream = pino.destination({
    dest: path,
    mkdir: true,
    mode,
    sync: false,
    maxLength: mostWaiting,
    maxWrite: mostAtOnce,
  })
  let own: { dev: number; ino: number } | null = null
  /** Of its first line. */
  let day = size > 0 ? dayOf(mtimeMs) : null
  let lost = 0
  let isWriting = false
  let looking = false
  let closed = false
  stream.on('ready', () => {
    own = fstatSync((stream as unknown as { fd: number }).fd)
  })
  stream.on('error', ear.failed)
  stream.on('drop', () => {
    lost += 1
  })
  stream.on('write', () => {
    isWriting = true
  })

  async function look() {
    const there = await stat(path).catch(missing)
    if (!own || closed) return
    if (there?.ino !== own.ino || there.dev !== own.dev) return reopen()
    if (there.size === 0) return
    day ??= dayOf(there.mtimeMs)
    if (there.size < bytes && day === dayOf(now())) return
    await turnOver(path, keep)
    reopen()
  }
  function reopen() {
    own = null
    day = null
    stream.reopen()
  }

  /** Once it takes lines again: while it takes none, that is known already. */
  function tellLost() {
    const lines = isWriting ? lost : 0
    isWriting = false
    if (lines === 0) return
    lost = 0
    ear.lost(lines)
  }

  const timer = setInterval(() => {
    tellLost()
    if (looking) return
    looking = true
    look()
      .catch(ear.failed)
      .finally(() => {
        looking = false
      })
  }, lookMs).unref()

  return {
    write: (line) => {
      if (!closed) stream.write(line)
    },
    close: async () => {
      if (closed) return
      closed = true
      clearInterval(timer)
      const late = new Promise((resolve) => setTimeout(resolve, patienceMs).unref())
      const written = once(stream, 'close').catch(() => undefined)
      stream.end()
      await Promise.race([written, late])
    },
  }
}

/** Each gets the next number, the oldest first, so that its name is free for the one before. */
async function turnOver(path: string, keep: number): Promise<void> {
  const folder = dirname(path)
  const before = `${basename(path)}.`
  const numbers = (await readdir(folder))
    .filter((name) => name.startsWith(before) && /^\d+$/.test(name.slice(before.length)))
    .map((name) => Number(name.slice(before.length)))
    .sort((a, b) => b - a)
  for (const number of numbers) {
    const older = join(folder, `${before}${number}`)
    if (number >= keep) await rm(older, { force: true })
    else await rename(older, join(folder, `${before}${number + 1}`))
  }
  await rename(path, `${path}.1`)
}

function opened(path: string) {
  const fd = openSync(path, 'a', mode)
  try {
    return fstatSync(fd)
  } finally {
    closeSync(fd)
  }
}

function missing(error: NodeJS.ErrnoException) {
  if (error.code === 'ENOENT') return null
  throw error
}
