import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { hurry } from './intake.ts'

const timers = () => process.getActiveResourcesInfo().filter((one) => one === 'Timeout').length
/** How many timers each request began. */
const began: number[] = []
const server = createServer((incoming, response) => {
  const before = timers()
  hurry(incoming, 100)
  setImmediate(() => began.push(timers() - before))
  incoming.resume().once('end', () => response.end('whole'))
}).listen(0, '127.0.0.1')
await once(server, 'listening')
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** A body that is announced, begun, and not gone on with. */
const begin = (path: string) => {
  const { port } = server.address() as AddressInfo
  const sending = request({ host: '127.0.0.1', port, path, method: 'POST', headers: { 'content-length': 5 } })
  sending.write('abc')
  return sending
}

test('a body that does not come ends its request, and one that comes does not', async () => {
  const slow = begin('/api/v1/auth/login')
  await expect(once(slow, 'response')).rejects.toThrow(/socket hang up|ECONNRESET/)
  const whole = begin('/api/v1/auth/login')
  whole.end('de')
  expect((await once(whole, 'response'))[0]).toMatchObject({ statusCode: 200 })
})

test('a body that comes with its head begins no timer', async () => {
  began.length = 0
  const { port } = server.address() as AddressInfo
  const whole = request({ host: '127.0.0.1', port, path: '/api/v1/rooms', method: 'POST' })
  whole.end('abcde')
  await once(whole, 'response')
  await expect(once(begin('/api/v1/rooms'), 'response')).rejects.toThrow()
  expect(began).toEqual([0, 1])
})

test('an upload may take its time', async () => {
  const slow = begin('/api/v1/uploads')
  // Another request that is cut off in the meantime says that this one would have been.
  await expect(once(begin('/api/v1/rooms'), 'response')).rejects.toThrow()
  slow.end('de')
  expect((await once(slow, 'response'))[0]).toMatchObject({ statusCode: 200 })
})
