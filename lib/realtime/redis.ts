import { EventEmitter } from 'node:events'
import { createAdapter } from '@socket.io/redis-adapter'
import type { Logger } from 'pino'
import type { SharedStore } from '#lib/counters.ts'
import { type RedisAddress, tag } from '#lib/redis/address.ts'
import { holdLine } from '#lib/redis/line.ts'
import type { RedisClient } from '#lib/redis/open.ts'
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
export async function connectRedis(
  io: Io,
  address: RedisAddress,
  log: Logger,
  isBack: () => void,
): Promise<Redis> {
  const { adapter, publishing, hearing } = channelsOf(address)
  const { promise: both, resolve: greeted } = Promise.withResolvers<void>()
  let away = false
  const connected = () => publisher.isReady() && subscriber.isReady()
  const told = {
    ready: () => {
      if (!connected()) return
      greeted()
      if (!away) return
      away = false
      log.info('redis is back')
      isBack()
    },
    lost: () => {
      away = true
    },
    failed: (error: unknown) => log.warn({ err: error }, 'redis is away'),
  }
  // The adapter does not wait for what it publishes: with Redis away its rejections would be nobody's.
  io.adapter(adapter((...sent) => void publisher.ask(publishing(...sent)).catch(() => undefined)))
  const publisher = holdLine(address, told)
  const subscriber = holdLine(address, { ...told, prepare: hearing })
  // Away at the start as well is no reason not to serve: the lines go on trying.
  await Promise.race([both, new Promise((resolve) => setTimeout(resolve, patienceMs))])
  away = !connected()
  return {
    connected,
    store: {
      get isReady() {
        return publisher.isReady()
      },
      eval: (...asked) => publisher.ask((client) => client.eval(...asked)),
      del: (...asked) => publisher.ask((client) => client.del(...asked)),
      multi: () => publisher.client().multi(),
    },
    close: async () => {
      publisher.close()
      subscriber.close()
    },
  }
}

type Heard = (message: Buffer, channel: Buffer) => void
type Publish = (channel: string, message: string | Buffer) => void

/**
 * The adapter's channels. In a cluster they are sharded ones of one slot, which it keeps in order and hands
 * to the nodes of one master alone; there are no patterns of those, so what goes to single rooms goes by one.
 * The adapter for sharded channels does not do: it tells its own process only once Redis has answered.
 */
function channelsOf({ kind }: RedisAddress) {
  const isSharded = kind === 'cluster'
  const key = isSharded ? `${tag}socket.io` : 'socket.io'
  const subscriptions: ((client: RedisClient) => Promise<unknown>)[] = []
  let rooms = ''
  const clients = (publish: Publish) =>
    Object.assign(new EventEmitter(), {
      publish,
      pSubscribe: (pattern: string, heard: Heard) => {
        rooms = pattern.slice(0, -1)
        subscriptions.push((client) =>
          isSharded ? client.sSubscribe(rooms, heard, true) : client.pSubscribe(pattern, heard, true),
        )
      },
      subscribe: (channels: string[], heard: Heard) => {
        subscriptions.push((client) =>
          isSharded ? client.sSubscribe(channels, heard, true) : client.subscribe(channels, heard, true),
        )
      },
      // They go with the line.
      pUnsubscribe: () => undefined,
      unsubscribe: () => undefined,
    })
  return {
    adapter: (publish: Publish) => createAdapter(clients(publish), clients(publish), { key }),
    publishing:
      (channel: string, message: string | Buffer) =>
      (client: RedisClient): Promise<unknown> =>
        isSharded
          ? client.sPublish(channel.startsWith(rooms) ? rooms : channel, message)
          : client.publish(channel, message),
    hearing: (client: RedisClient) => Promise.all(subscriptions.map((subscribe) => subscribe(client))),
  }
}
