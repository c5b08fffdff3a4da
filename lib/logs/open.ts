import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type DestinationStream, type Logger, pino } from 'pino'
import type { Product } from '#lib/build/product.ts'
import type { Env } from '#lib/env.ts'
import { Fault } from '#lib/errors.ts'
import { inWords } from '#lib/failure.ts'
import { faulty, makeLog } from '#lib/log.ts'
import { openLogFile } from './file.ts'

/** What one process logs, by what it is about. */
export type Logs = {
  /** What is no request and of no socket, and every fault. */
  general: Logger
  http: Logger
  sockets: Logger
  /** Writes out what was logged, and tells what is to be told. */
  close: () => Promise<void>
}

/**
 * Opens the log: lines of JSON on stdout. With LOG_DIR requests and sockets have files of their own there,
 * and all the rest has one beside stdout. With SENTRY_DSN faults are told there, too.
 */
export async function openLogs(env: Env, product: Product): Promise<Logs> {
  // What few installations use is loaded by those alone.
  const sentry =
    env.SENTRY_DSN === ''
      ? null
      : (await import('./sentry.ts')).openSentry(env.SENTRY_DSN, product, (why) =>
          logs.general.warn(why, 'a fault could not be told to Sentry'),
        )
  const make = (to?: DestinationStream) => makeLog(env.LOG_LEVEL, to, sentry?.tell)
  const logs = env.LOG_DIR === '' ? onStdout(make) : inFiles(env, make)
  return {
    ...logs,
    close: async () => {
      await sentry?.close()
      await logs.close()
    },
  }
}

type Make = (to?: DestinationStream) => Logger

function onStdout(make: Make): Logs {
  const log = make()
  return { general: log, http: log, sockets: log, close: async () => undefined }
}

function inFiles(env: Env, make: Make): Logs {
  const open = (name: string) =>
    openLogFile(
      join(env.LOG_DIR, name),
      { bytes: env.LOG_FILE_BYTES, keep: env.LOG_KEEP, now: Date.now },
      {
        failed: (error) => general.error({ err: error, file: name }, 'a log file could not be written'),
        lost: (lines) => general.warn({ file: name, lines }, 'lines of a log file were lost'),
      },
    )
  const [all, http, sockets] = opened(env.LOG_DIR, () => [
    open('rooms.log'),
    open('http.log'),
    open('sockets.log'),
  ])
  const stdout = pino.destination(1)
  const everywhere: DestinationStream = {
    write: (line) => {
      stdout.write(line)
      all.write(line)
    },
  }
  const general = make(everywhere)
  return {
    general,
    http: make(faultsAlso(http, everywhere)),
    sockets: make(faultsAlso(sockets, everywhere)),
    close: async () => {
      await Promise.all([all, http, sockets].map((file) => file.close()))
    },
  }
}

/** pino tells of each line its level where it is asked to by this. */
const faultsAlso = (file: DestinationStream, general: DestinationStream) => ({
  [Symbol.for('pino.metadata')]: true,
  lastLevel: 0,
  write(line: string) {
    file.write(line)
    if (this.lastLevel >= faulty) general.write(line)
  },
})

function opened<T>(folder: string, open: () => T): T {
  try {
    mkdirSync(folder, { recursive: true })
    return open()
  } catch (error) {
    throw new Fault(`LOG_DIR: no log can be written there.\n  ${inWords(error)}`)
  }
}

/** By this signal the log tells more, and by the next one as much as before: nobody has to restart for it. */
export function tellMoreOnSignal({ general, http, sockets }: Logs): void {
  const { level } = general
  process.on('SIGUSR2', () => {
    const tells = general.isLevelEnabled('debug') ? level : 'debug'
    for (const log of [general, http, sockets]) log.level = tells
    general.warn({ tells }, 'the log tells another level')
  })
}
