import { readdirSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { startServer } from '../server.ts'

const server = await startServer()
afterAll(server.stop)

const [script = ''] = readdirSync('.next/static/chunks').filter((name) => name.endsWith('.js'))
const ask = (encoding: string, more: RequestInit & { headers?: Record<string, string> } = {}) =>
  fetch(`${server.url}/_next/static/chunks/${script}`, {
    ...more,
    headers: { 'Accept-Encoding': encoding, ...more.headers },
  })
const plain = await ask('identity')
const words = await plain.text()

test.each(['br', 'gzip, deflate, br, zstd', 'gzip;q=1.0, br;q=0.5', 'BR'])(
  'a script comes as it was compressed with the build: %s',
  async (encoding) => {
    const answer = await ask(encoding)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-encoding')).toBe('br')
    expect(answer.headers.get('vary')).toBe('Accept-Encoding')
    for (const name of ['content-type', 'cache-control', 'x-content-type-options'])
      expect(answer.headers.get(name), name).toBe(plain.headers.get(name))
    expect(await answer.text()).toBe(words)
  },
)

test.each(['identity', 'gzip', 'br;q=0', 'gzip, br;q=0.0', 'abr', 'broken'])(
  'not for whoever does not take it so: %s',
  async (encoding) => {
    const answer = await ask(encoding)
    expect(answer.headers.get('content-encoding')).not.toBe('br')
    expect(await answer.text()).toBe(words)
  },
)

test('HEAD has no body, a part is a part, and nothing else is there under another name', async () => {
  const head = await ask('br', { method: 'HEAD' })
  expect(head.headers.get('content-encoding')).toBe('br')
  expect(await head.text()).toBe('')
  const part = await ask('br', { headers: { Range: 'bytes=0-9' } })
  expect([part.status, await part.text()]).toEqual([206, words.slice(0, 10)])
  for (const name of [`${script}.br`, 'none.js', '../../BUILD_ID']) {
    const answer = await fetch(`${server.url}/_next/static/chunks/${name}`)
    expect([name, answer.status]).toEqual([name, name.endsWith('.br') ? 200 : 404])
  }
})
