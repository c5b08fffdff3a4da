import { Socket } from 'node:net'
import pg from 'pg'
import type { Health } from './open.ts'

const lookMs = 1_000
/** So many looks without an answer, and the database hangs: what is slow still answers this one. */
const patience = 3

/** One that gave up waiting, with the code by which `asRefusal` knows it. */
const silent = () => Object.assign(new Error('The database is silent'), { code: 'ETIMEDOUT' })

/** PgBouncer tells it by words alone (1.18). */
const isFull = (error: unknown) =>
  error instanceof Error &&
  (('code' in error && error.code === '53300') || error.message.startsWith('no more connections allowed'))

export type Watch = {
  /** What every connection is made with: those of a database that hangs end, and new ones fail at once. */
  options: pg.ClientConfig
  health: () => Promise<Health>
  stop: () => Promise<void>
}

const shared = new Map<string, { watch: Watch; holders: number }>()

/**
 * Looks every second, on a connection of its own, whether the database answers, and whether it takes writes.
 * A process that was stopped and a wire that was cut keep their connections open and say nothing: whoever
 * asked there would wait for as long as that takes. All of a thread share one.
 */
export function watchPostgres(url: string): Watch {
  const found = shared.get(url) ?? { watch: startWatch(url), holders: 0 }
  shared.set(url, found)
  found.holders += 1
  return {
    ...found.watch,
    stop: async () => {
      found.holders -= 1
      if (found.holders > 0) return
      shared.delete(url)
      await found.watch.stop()
    },
  }
}

function startWatch(url: string): Watch {
  const sockets = new Set<Socket>()
  let client: pg.Client | null = null
  let line: Socket | undefined
  let looking: Promise<Health> | null = null
  let unanswered = 0
  let hangs = false

  function stream() {
    const socket = new Socket()
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    if (hangs) setImmediate(() => socket.destroy(silent()))
    return socket
  }

  async function connect() {
    line = new Socket()
    const fresh = new pg.Client({ connectionString: url, stream: () => line as Socket })
    const gone = () => {
      if (client === fresh) client = null
    }
    fresh.on('error', gone).once('end', gone)
    await fresh.connect()
    client = fresh
    return fresh
  }

  async function look(): Promise<Health> {
    try {
      const { rows } = await (client ?? (await connect())).query('show transaction_read_only')
      hangs = false
      return rows[0].transaction_read_only === 'on' ? 'read-only' : 'ready'
    } catch (error) {
      client = null
      line?.destroy()
      // It has no place for one more connection: those that there are go on.
      return isFull(error) ? 'ready' : 'away'
    } finally {
      unanswered = 0
      looking = null
    }
  }

  const health = () => {
    looking ??= look()
    return looking
  }

  const timer = setInterval(() => {
    if (!looking) return void health()
    unanswered += 1
    if (unanswered < patience) return
    hangs = true
    for (const socket of [...sockets, line]) socket?.destroy(silent())
  }, lookMs)
  timer.unref()

  return {
    options: { connectionString: url, connectionTimeoutMillis: 5_000, keepAlive: true, stream },
    // Of one that hangs it is known already.
    health: () => (hangs ? Promise.resolve('away') : health()),
    stop: async () => {
      clearInterval(timer)
      line?.destroy()
    },
  }
}
