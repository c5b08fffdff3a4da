import { createClient } from 'redis'
import { expect, test } from 'vitest'
import { startRedis } from '../../scripts/tools/redis.ts'
import { endSilence, persistent } from './redis-silence.ts'

test('a Redis that stands still is found out, and what is told after it goes on is heard once', async () => {
  const server = await startRedis()
  const publisher = createClient({ url: server.url, disableOfflineQueue: true, socket: persistent })
  const subscriber = publisher.duplicate({ disableOfflineQueue: false })
  const clients = [publisher, subscriber]
  for (const client of clients) client.on('error', () => undefined)
  await Promise.all(clients.map((client) => client.connect()))
  const heard: string[] = []
  await subscriber.pSubscribe('room*', (told) => void heard.push(told))
  const stops = clients.map((client) => endSilence(client))
  await publisher.publish('room1', 'before')
  await expect.poll(() => heard).toEqual(['before'])

  const goOn = server.freeze()
  await expect.poll(() => clients.some(({ isReady }) => isReady), { timeout: 8_000 }).toBe(false)
  goOn()
  await expect.poll(() => clients.every(({ isReady }) => isReady), { timeout: 8_000 }).toBe(true)
  await publisher.publish('room1', 'after')
  await publisher.publish('room1', 'last')
  await expect.poll(() => heard).toEqual(['before', 'after', 'last'])
  for (const stop of stops) stop()
  for (const client of clients) client.destroy()
  await server.stop()
})
