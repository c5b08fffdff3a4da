import { Buffer } from 'node:buffer'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { isPublic } from '#lib/http/private-addresses.ts'
import { html, type Page, servePages, to } from '../../tests/pages.ts'
import type { Outside } from './outside.ts'
import { untilHeadEnds } from './page.ts'
import { get } from './safe-fetch.ts'

/*
 * On this machine 127.0.0.1 stands for the outside, and every other address of it is the inside: the same
 * server answers on all of them, so that a request which gets through is seen.
 */
const good = '<title>Good</title></head>'
const slow: Page = (response) => {
  response.writeHead(200, { 'content-type': 'text/html' })
  const drip = setInterval(() => response.write(' '), 10)
  response.on('close', () => clearInterval(drip))
}
const packed: Page = (response) =>
  void response
    .writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
    .end(gzipSync(Buffer.alloc(20_000_000)))
const zipped =
  (encoding: string): Page =>
  (response) =>
    void response
      .writeHead(200, { 'content-type': 'text/html', 'content-encoding': encoding })
      .end(gzipSync(Buffer.from(good)))
const pages: Record<string, Page> = {
  '/': html(good),
  '/huge': html(Buffer.alloc(3_000_000, ' ')),
  '/long': html(Buffer.from(good + ' '.repeat(3_000_000))),
  '/packed': packed,
  '/slow': slow,
  '/silent': () => undefined,
  '/json': html('{}', 'application/json'),
  '/plain': html(good, 'text/plain'),
  '/svg': html('<svg/>', 'image/svg+xml'),
  '/untyped': (response) => void response.writeHead(200).end(good),
  '/error': (response) => void response.writeHead(500, { 'content-type': 'text/html' }).end(good),
  '/odd': (response) =>
    void response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'rot13' }).end(good),
  '/heads': (response) => void response.writeHead(200, { 'x-long': 'x'.repeat(100_000) }).end(good),
  '/nowhere': (response) => void response.writeHead(302).end(),
}
const site = await servePages(pages)
afterAll(site.close)
beforeEach(() => void site.asked.splice(0))
const { port } = site
for (let hop = 1; hop <= 6; hop++) pages[`/hop${hop}`] = to(hop === 1 ? '/' : `/hop${hop - 1}`)
pages['/loop'] = to('/loop')

const names: Record<string, string[]> = {
  'good.test': ['127.0.0.1'],
  'inside.test': ['127.0.0.2'],
  'mixed.test': ['127.0.0.1', '127.0.0.2'],
  'mapped.test': ['::ffff:127.0.0.2'],
  'metadata.test': ['169.254.169.254'],
  'zero.test': ['0.0.0.0'],
  localhost: ['127.0.0.2', '::1'],
}
const outside: Outside = {
  resolve: async (name) => names[name] ?? [],
  allows: (address) => address === '127.0.0.1' || isPublic(address),
  ports: [port],
}
const fetchPage = (url: string, from = outside, ms = 2_000) =>
  get(from, new URL(url), {
    type: /^text\/html/i,
    maxBytes: 1_048_576,
    signal: AbortSignal.timeout(ms),
    enough: untilHeadEnds(),
  })
const inside = () => site.asked.filter((one) => !one.startsWith('127.0.0.1/'))

describe('what is outside', () => {
  test.each([
    'http://good.test:P/',
    'http://127.0.0.1:P/',
    'http://good.test:P/hop5',
    'http://good.test:P/long',
  ])('%s is got', async (url) => {
    const { body } = await fetchPage(url.replace('P', String(port)))
    expect(body.toString()).toContain('Good')
  })
})

test.each(['gzip', 'GZIP', 'GZip', ' gzip ', 'x-gzip', 'X-GZIP'])(
  'a page in %s is read',
  async (encoding) => {
    pages['/zipped'] = zipped(encoding)
    const { body } = await fetchPage(`http://good.test:${port}/zipped`)
    expect(body.toString()).toBe(good)
  },
)

test.each(['', 'Identity'])('a page in no coding, %j, is read as it is', async (encoding) => {
  pages['/plainly'] = (response) =>
    void response.writeHead(200, { 'content-type': 'Text/HTML', 'content-encoding': encoding }).end(good)
  const { body } = await fetchPage(`http://good.test:${port}/plainly`)
  expect(body.toString()).toBe(good)
})

describe('what is inside is never asked', () => {
  test.each([
    'http://127.0.0.2:P/',
    'http://127.2:P/',
    'http://2130706434:P/',
    'http://0x7f000002:P/',
    'http://0x7f.2:P/',
    'http://0177.0.0.2:P/',
    'http://127.0.0.2.:P/',
    'http://１２７.0.0.2:P/',
    'http://127。0。0。2:P/',
    'http://0.0.0.0:P/',
    'http://0:P/',
    'http://[::]:P/',
    'http://[::1]:P/',
    'http://[::127.0.0.2]:P/',
    'http://[::ffff:127.0.0.2]:P/',
    'http://[::ffff:7f00:2]:P/',
    'http://[64:ff9b::7f00:2]:P/',
    'http://[fe80::1]:P/',
    'http://169.254.169.254:P/latest/meta-data/',
    'http://localhost:P/',
    'http://inside.test:P/',
    'http://mixed.test:P/',
    'http://mapped.test:P/',
    'http://metadata.test:P/',
    'http://zero.test:P/',
    'http://unknown.test:P/',
    'http://user:secret@good.test:P/',
    'http://good.test:1/',
    'http://good.test/',
    'https://good.test/',
    'ftp://good.test:P/',
    'file:///etc/passwd',
    'data:text/html,<title>x</title>',
    'javascript:alert(1)',
    'gopher://good.test:P/',
  ])('%s', async (url) => {
    await expect(fetchPage(url.replace('P', String(port)))).rejects.toThrow()
    expect(site.asked).toEqual([])
  })

  test.each([
    'http://127.0.0.2:P/',
    '//127.0.0.2:P/',
    'http://2130706434:P/',
    'http://[::ffff:127.0.0.2]:P/',
    'http://inside.test:P/',
    'http://mixed.test:P/',
    'http://good.test:1/',
    'http://a:b@good.test:P/',
    'file:///etc/passwd',
    'data:text/html,<title>x</title>',
    'http://',
  ])('by a redirect to %s', async (target) => {
    pages['/away'] = to(target.replace('P', String(port)))
    await expect(fetchPage(`http://good.test:${port}/away`)).rejects.toThrow()
    expect(site.asked).toEqual(['127.0.0.1/away'])
  })

  test('by a name that means something else a moment later', async () => {
    const answers = [['127.0.0.1'], ['127.0.0.2'], ['127.0.0.2']]
    let looks = 0
    const turning = { ...outside, resolve: async () => answers[looks++] ?? [] }
    await fetchPage(`http://turning.test:${port}/`, turning)
    expect([looks, inside()], 'looked up once, and that is where it went').toEqual([1, []])
    looks = 0
    await expect(fetchPage(`http://turning.test:${port}/hop1`, turning)).rejects.toThrow()
    expect([looks, inside()], 'the redirect is judged anew').toEqual([2, []])
  })
})

describe('what is not a page to show', () => {
  test.each([
    'huge',
    'packed',
    'json',
    'plain',
    'svg',
    'untyped',
    'error',
    'odd',
    'heads',
    'nowhere',
    'loop',
    'hop6',
    'missing',
  ])('%s is refused', async (path) => {
    await expect(fetchPage(`http://good.test:${port}/${path}`)).rejects.toThrow()
  })

  test.each(['slow', 'silent'])('%s is given up when its time is over', async (path) => {
    await expect(fetchPage(`http://good.test:${port}/${path}`, outside, 200)).rejects.toThrow()
  })

  test('a name that never resolves is given up too', async () => {
    const silent = { ...outside, resolve: () => new Promise<string[]>(() => undefined) }
    await expect(fetchPage(`http://good.test:${port}/`, silent, 200)).rejects.toThrow()
  })
})
