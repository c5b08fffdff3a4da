import { readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { builtId, upgraded } from '../builds.ts'
import { connect, createRoom, register, say } from '../client.ts'
import { startServer } from '../server.ts'

const token = 'a-token-for-the-scraper'
const server = await startServer({ METRICS_TOKEN: token })
afterAll(server.stop)

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
const ana = await register(server.url)
const greet = (greeting: object) => connect(server.url, '', { auth: { token: ana.accessToken, ...greeting } })
const refusalOf = async (greeting: object) => {
  const error: unknown = await greet(greeting).then(
    () => 'let in',
    (refused) => refused,
  )
  if (!(error instanceof Error)) return error
  return { message: error.message, ...('data' in error && (error.data as object)) }
}

test.each([
  ['says nothing of itself', {}],
  ['speaks protocol 1', { protocol: 1 }],
  ['is of an older build', { protocol: 1, build: 'older' }],
])('who %s is told what it is connected to, and goes on', async (_who, greeting) => {
  const line = await greet(greeting)
  expect(await line.next('server:hello')).toEqual({ version, build: builtId() })
  const room = await createRoom(ana)
  await expect(say(line, room.id)).resolves.toMatchObject({ seq: 1 })
  line.close()
})

test.each([0, 2, -1, 99, Number.MAX_SAFE_INTEGER])(
  'protocol %d is refused, with what to do about it',
  async (protocol) => {
    expect(await refusalOf({ protocol })).toEqual({
      code: 'upgrade_required',
      reason: 'http.protocol',
      params: { spoken: '1', theirs: protocol },
      message: `This server speaks protocol 1, not ${protocol}. Reload the page, or update the program.`,
      requestId: expect.any(String),
    })
  },
)

test('protocol comes before who one is: an outdated page is not sent to sign in', async () => {
  expect(await refusalOf({ protocol: 2, token: 'nonsense' })).toMatchObject({ code: 'upgrade_required' })
})

test.each([
  ['a word', { protocol: 'one' }],
  ['its number as text', { protocol: '1' }],
  ['nothing', { protocol: null }],
  ['a part', { protocol: 1.5 }],
  ['a list', { protocol: [1] }],
  ['an object', { protocol: { valueOf: 1 } }],
  ['more than a number can count', { protocol: 2 ** 53 }],
  ['a build without an end', { protocol: 1, build: 'x'.repeat(65) }],
  ['a build that is no text', { protocol: 1, build: { toString: 'x' } }],
])('a handshake with %s in it is refused, and nobody else is disturbed', async (_what, greeting) => {
  const calm = await greet({})
  expect(await refusalOf(greeting)).toMatchObject({ code: 'invalid_input' })
  expect((await calm.ask('room:unwatch', { roomId: 'none' })).ok).toBeDefined()
  expect(calm.socket.connected).toBe(true)
  calm.close()
})

test('the build is that of the folder, and pages of another one are counted', async () => {
  const count = async () => {
    const answer = await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${token}` } })
    return /^rooms_sockets_of_other_builds (\d+)$/m.exec(await answer.text())?.[1]
  }
  const lines = [await greet({}), await greet({ build: builtId() }), await greet({ build: 'older' })]
  await expect.poll(count).toBe('1')
  for (const line of lines) line.close()
  await expect.poll(count).toBe('0')

  const newer = await startServer({}, upgraded())
  const line = await (await register(newer.url)).connect()
  expect(await line.next('server:hello')).toEqual({ version, build: 'another-build' })
  await newer.stop()
})
