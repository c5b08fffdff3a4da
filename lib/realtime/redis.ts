import { createAdapter } from '@socket.io/redis-adapter'
import type { Logger } from 'pino'
import { createClient } from 'redis'
import type { SharedStore } from '#lib/counters.ts'
import { endSilence, persistent } from './redis-silence.ts'
import type { Io } from './sockets.ts'

/** How long a start waits for Redis. */
const patienceMs = 2_000

export type Redis = {
  connected: () => boolean
  /** What all processes count together. */
  store: SharedStore
  close: () => Promise<void>
}

/**
 * Joins this process to the others behind one Redis. Redis away later: people on this process go on among
 * themselves, and when it is back `isBack` is called.
 */
export async function connectRedis(io: Io, url: string, log: Logger, isBack: () => void): Promise<Redis> {
  const publisher = createClient({
    url,
    disableOfflineQueue: true,
    socket: persistent,
  })
  const subscriber = publisher.duplicate({ disableOfflineQueue: false })
  for (const client of [publisher, subscriber])
    client.on('error', (error: Error) => log.warn({ err: error }, 'redis is away'))
  const connected = () => publisher.isReady && subscriber.isReady
  let away = false
  const lost = () => {
    away = true
  }
  const watches = [publisher, subscriber].map((client) => endSilence(client))
  for (const client of [publisher, subscriber]) {
    client.on('reconnecting', lost).on('end', lost)
    client.on('ready', () => {
      if (!away || !connected()) return
      away = false
      log.info('redis is back')
      isBack()
    })
  }
  // Away at the start as well is no reason not to serve: the clients go on trying.
  const connecting = Promise.all([publisher.connect(), subscriber.connect()]).catch(() => undefined)
  await Promise.race([connecting, new Promise((resolve) => setTimeout(resolve, patienceMs))])
  // The adapter does not wait for what it publishes: with Redis away its rejections would be nobody's.
  const publish = publisher.publish.bind(publisher)
  Object.defineProperty(publisher, 'publish', {
    value: (...sent: Parameters<typeof publish>) => publish(...sent).catch(() => 0),
  })
  io.adapter(createAdapter(publisher, subscriber))
  return {
    connected,
    store: publisher,
    close: async () => {
      for (const stop of watches) stop()
      publisher.destroy()
      subscriber.destroy()
    },
  }
}
