import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { encode } from 'next-auth/jwt'
import { pino } from 'pino'
import { afterAll, expect, test } from 'vitest'
import { addressHeader, sessionCookie } from '#lib/auth/identify.ts'
import { readProduct } from '#lib/build/product.ts'
import { openWorld } from '../../tests/world.ts'
import { pageDoor } from './pages.ts'

const secret = 'a secret of at least thirty-two characters'
const world = await openWorld()
const log = pino({ level: 'silent' })
const services = {
  world,
  secret,
  log,
  logs: { http: log, sockets: log },
  product: readProduct(),
  metrics: null,
  tracing: null,
  processes: () => 1,
}

/** The pages being drawn, which are finished when the test says so. */
const drawing = new Map<string, ServerResponse>()
const draw = async ({ url = '' }: { url?: string }, response: ServerResponse) => {
  drawing.set(url, response)
  await once(response, 'close')
  drawing.delete(url)
}
const pages = pageDoor(services, draw, false)
const server = createServer((request, response) => {
  request.headers[addressHeader] = String(request.headers.from)
  void pages(request, response, request.url ?? '')
}).listen(0, '127.0.0.1')
await once(server, 'listening')
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const { port } = server.address() as AddressInfo
const page = (path: string, from: string, cookie = '') =>
  fetch(`http://127.0.0.1:${port}${path}`, { headers: { from, cookie } }).then(({ status }) => status)
const drawn = () => [...drawing.keys()]
const finish = (path: string) => drawing.get(path)?.end()
/** Finishes two pages that were asked for at once, by two lines of which either may be faster. */
async function finishBoth() {
  await expect.poll(() => drawn().length).toBe(1)
  const [first = ''] = drawn()
  finish(first)
  await expect.poll(() => drawn().filter((path) => path !== first).length).toBe(1)
  expect(drawn()).not.toContain(first)
  finish(drawn()[0] ?? '')
}

test('of one address one page is drawn at once; a person signed in has a turn of their own', async () => {
  const asked = [page('/a', '2001:db8::1')]
  await expect.poll(drawn).toEqual(['/a'])
  asked.push(page('/b', '2001:db8::1'), page('/c', '2001:db8::2'))
  const token = await encode({ secret, token: { sid: 'session' } })
  asked.push(page('/own', '2001:db8::1', `${sessionCookie}=${token}`))
  await expect.poll(drawn).toEqual(['/a', '/own'])
  for (const path of ['/a', '/b', '/c', '/own']) {
    await expect.poll(drawn).toContain(path)
    finish(path)
  }
  expect(await Promise.all(asked)).toEqual([200, 200, 200, 200])
})

test('more sessions give a person no more turns', async () => {
  const asked = await Promise.all(
    ['one', 'two'].map(async (sid) => {
      const token = await encode({ secret, token: { sub: 'ana', sid } })
      return () => page(`/${sid}`, '2001:db8::3', `${sessionCookie}=${token}`)
    }),
  )
  const answers = asked.map((ask) => ask())
  await finishBoth()
  expect(await Promise.all(answers)).toEqual([200, 200])
})

test('a false cookie gives no turn of its own', async () => {
  const asked = ['/a', '/b'].map((path, at) => page(path, '1.2.3.4', `${sessionCookie}=false${at}`))
  await finishBoth()
  expect(await Promise.all(asked)).toEqual([200, 200])
})

test('whoever reads slowly holds up nobody for long, and whoever left is not drawn for', async () => {
  const slow = page('/slow', '1.2.3.5')
  await expect.poll(drawn).toEqual(['/slow'])
  const gone = connect(port, '127.0.0.1')
  gone.write('GET /gone HTTP/1.1\r\nHost: x\r\nFrom: 1.2.3.5\r\n\r\n')
  await once(gone, 'connect')
  const next = page('/next', '1.2.3.5')
  gone.destroy()
  await expect.poll(drawn, { timeout: 10_000 }).toEqual(['/slow', '/next'])
  finish('/slow')
  finish('/next')
  expect(await Promise.all([slow, next])).toEqual([200, 200])
})
