import type { RateLimiterMemory as Counter, IRateLimiterOptions } from 'rate-limiter-flexible'
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible'
import { tag } from './redis/address.ts'
import type { RedisClient } from './redis/open.ts'

export type SharedStore = Pick<RedisClient, 'isReady' | 'eval' | 'multi' | 'del'>
/** Counts by key, so many in so many seconds. */
export type Counts = Pick<Counter, 'points' | 'duration' | 'consume' | 'get' | 'reward' | 'delete'>

/** A store that stands still keeps nobody waiting for longer: then each process counts by itself. */
const patienceMs = 500

/** Counts of this process alone: at once, and forgotten with it. */
export const ownCounts = (points: number, duration: number): Counts =>
  new RateLimiterMemory({ points, duration })

/**
 * Counts that all processes behind one Redis share, under a name of their own. While it is away each process
 * goes on by itself, so that a limit is never less than that of one process.
 */
export const sharedCounts =
  (store: SharedStore | null) =>
  (name: string, points: number, duration: number): Counts => {
    if (!store) return ownCounts(points, duration)
    const options: IRateLimiterOptions = { points, duration, keyPrefix: `${tag}:limit:${name}` }
    return new RateLimiterRedis({
      ...options,
      storeClient: impatient(store),
      useRedisPackage: true,
      rejectIfRedisNotReady: true,
      insuranceLimiter: new RateLimiterMemory(options),
    })
  }

/** Of the client what the counters ask; without an answer in time it is one that is away. */
const impatient = (store: SharedStore) => ({
  get isReady() {
    return store.isReady
  },
  eval: (...asked: Parameters<SharedStore['eval']>) => inTime(store.eval(...asked)),
  del: (key: string) => inTime(store.del(key)),
  multi: () => {
    const batch = store.multi()
    const execute = batch.exec.bind(batch)
    return Object.assign(batch, { exec: (asOne?: boolean) => inTime(execute(asOne)) })
  },
})

async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The store stands still')), patienceMs)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
