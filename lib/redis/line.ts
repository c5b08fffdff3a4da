import { setTimeout as pause } from 'node:timers/promises'
import type { RedisAddress } from './address.ts'
import { lookAt, openRedis, type RedisClient } from './open.ts'
import { endSilence } from './silence.ts'

export type Line = {
  isReady: () => boolean
  /** Throws while Redis is away. */
  client: () => RedisClient
  /** Asks at once, in the order of the calls; rejects while Redis is away. */
  ask: <T>(question: (client: RedisClient) => Promise<T>) => Promise<T>
  close: () => void
}

type Told = {
  /** Of each new connection, before the line is ready: what is to be heard on it. */
  prepare?: (client: RedisClient) => Promise<unknown>
  ready: () => void
  lost: () => void
  failed: (error: unknown) => void
}

/** What Redis answers where another one has what is asked for by now. */
const elsewhere = /^(MOVED|ASK|READONLY|CLUSTERDOWN|MASTERDOWN)\b/

/**
 * Keeps a connection to Redis: one that ends, or on which nobody answers, is followed by another, to
 * whichever server counts by then.
 */
export function holdLine(address: RedisAddress, { prepare, ready, lost, failed }: Told): Line {
  let held: RedisClient | null = null
  let isReady = false
  let closed = false

  async function holdOne() {
    const client = await openRedis(address)
    held = client
    try {
      if (closed) return
      const ended = endOf(client, () => ask(client, () => lookAt(address, client)))
      await Promise.race([prepare?.(client), ended])
      isReady = client.isReady
      if (isReady) ready()
      await ended
    } finally {
      client.destroy()
    }
  }

  async function hold() {
    for (let tries = 0; !closed; tries += 1) {
      await holdOne().catch((error: unknown) => closed || failed(error))
      if (isReady) {
        tries = 0
        isReady = false
        lost()
      }
      if (!closed) await pause(Math.min(50 * 2 ** tries, 2_000), undefined, { ref: false })
    }
  }
  void hold()

  const client = () => {
    if (held && isReady) return held
    throw new Error('Redis is away')
  }
  return {
    isReady: () => isReady,
    client,
    ask: async (question) => ask(client(), question),
    close: () => {
      closed = true
      held?.destroy()
    },
  }
}

async function ask<T>(client: RedisClient, question: (client: RedisClient) => Promise<T>): Promise<T> {
  try {
    return await question(client)
  } catch (error) {
    if (error instanceof Error && elsewhere.test(error.message)) client.destroy()
    throw error
  }
}

/** Resolves when this one is of no more use; rejects with what ended it. */
async function endOf(client: RedisClient, look: () => Promise<unknown>): Promise<void> {
  const stopLooking = endSilence(client, look)
  // Of a cluster: what is heard by it is at another of its nodes now.
  client.once('sharded-channel-moved', () => client.destroy())
  try {
    await new Promise<void>((resolve, reject) => {
      client.once('end', resolve).once('error', reject)
    })
  } finally {
    stopLooking()
  }
}
