import { expect, test } from 'vitest'
import { startRedis } from '../../scripts/tools/redis.ts'
import { type RedisAddress, redisAddress } from './address.ts'
import { holdLine } from './line.ts'

test('a Redis that stands still is found out, and what is told after it goes on is heard once', async () => {
  const server = await startRedis()
  const address = redisAddress(server.url) as RedisAddress
  const told = { ready: () => undefined, lost: () => undefined, failed: () => undefined }
  const heard: string[] = []
  const publisher = holdLine(address, told)
  const subscriber = holdLine(address, {
    ...told,
    prepare: (client) => client.pSubscribe('room*', (message) => void heard.push(message)),
  })
  const lines = [publisher, subscriber]
  const ready = () => lines.every((line) => line.isReady())
  const say = (message: string) => publisher.ask((client) => client.publish('room1', message))
  await expect.poll(ready).toBe(true)
  await say('before')
  await expect.poll(() => heard).toEqual(['before'])

  const goOn = server.freeze()
  await expect.poll(ready, { timeout: 8_000 }).toBe(false)
  goOn()
  await expect.poll(ready, { timeout: 8_000 }).toBe(true)
  await say('after')
  await say('last')
  await expect.poll(() => heard).toEqual(['before', 'after', 'last'])

  await server.stop()
  await expect.poll(ready).toBe(false)
  await expect(say('to nobody')).rejects.toThrow()
  await server.startAgain()
  await expect.poll(ready).toBe(true)
  await say('again')
  await expect.poll(() => heard.at(-1)).toBe('again')
  for (const line of lines) line.close()
  await server.stop()
})

test('an address says what is there, and what is none is refused', () => {
  expect(redisAddress('rediss://ana:p%40ss@redis.example.org:6380/2')).toEqual({
    kind: 'one',
    places: [{ host: 'redis.example.org', port: 6380 }],
    master: '',
    tls: true,
    username: 'ana',
    password: 'p@ss',
    sentinelPassword: undefined,
    database: 2,
  })
  expect(redisAddress('redis+sentinel://:secret@a,[::1]:26380/main?sentinelPassword=other')).toMatchObject({
    kind: 'sentinel',
    places: [
      { host: 'a', port: 26_379 },
      { host: '::1', port: 26_380 },
    ],
    master: 'main',
    password: 'secret',
    sentinelPassword: 'other',
  })
  expect(redisAddress('rediss+cluster://a:1,b:2')).toMatchObject({ kind: 'cluster', tls: true })
  for (const none of [
    ...['', 'localhost:6379', 'http://a', 'redis://', 'redis://a,b', 'redis://a/name', 'redis://a:port'],
    ...['redis+sentinel://a', 'redis+cluster://a/0', 'redis+cluster://a,', 'redis+cluster://a,b/c'],
  ])
    expect(redisAddress(none), none).toBeNull()
})
