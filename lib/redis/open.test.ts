import { expect, test } from 'vitest'
import { makeCertificate } from '../../scripts/tools/certificate.ts'
import { startCluster, startSecureRedis, startSentinels } from '../../scripts/tools/redis-kinds.ts'
import { type RedisAddress, redisAddress, tag } from './address.ts'
import { openRedis } from './open.ts'

const certificate = makeCertificate()

test.each([
  ['one server', startSecureRedis],
  ['sentinels', startSentinels],
  ['a cluster', startCluster],
])('over TLS the server that counts is found, of %s', async (_name, begin) => {
  const servers = await begin(certificate)
  const client = await openRedis(redisAddress(servers.url) as RedisAddress)
  await client.set(tag, 'kept')
  expect(await client.get(tag)).toBe('kept')
  client.destroy()
  const plain = redisAddress(servers.url.replace('rediss', 'redis')) as RedisAddress
  await expect(openRedis(plain)).rejects.toThrow()
  const other = redisAddress(servers.url.replace('/main', '/other')) as RedisAddress
  if (other.kind === 'sentinel') await expect(openRedis(other)).rejects.toThrow('no master of this name')
  await servers.stop()
})
