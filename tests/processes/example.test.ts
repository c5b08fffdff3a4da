import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Message } from '#lib/messages/schema.ts'
import { serverAt } from '../../qa/faults/server.ts'
import { start, stop, temporaryFolder } from '../../scripts/tools/program.ts'
import { createRoom, register } from '../client.ts'
import { password } from '../password.ts'
import { startServer } from '../server.ts'

type Line = { seq: number; revision: number; content: string; edited: boolean }

test('the example of a program that follows a room misses nothing, and says nothing twice', async () => {
  const server = await startServer({
    ROOMS_FAULTS: '1',
    REGISTRATION: 'closed',
    LIMIT_MESSAGES_PER_5S: '100000',
  })
  onTestFinished(async () => void (await server.stop()))
  const faults = serverAt(join(server.dataDir, 'faults.sock'))
  const ana = await register(server.url)
  const room = await createRoom(ana)
  const say = (content: string) =>
    ana.post<Message>(`/rooms/${room.id}/messages`, { clientId: randomUUID(), content })
  const cursor = join(temporaryFolder('example'), 'cursor')

  const follow = () => {
    const child = start(process.execPath, ['examples/follow-room.mjs', room.id, cursor], {
      env: { ...process.env, ROOMS_URL: server.url, ROOMS_EMAIL: ana.user.email, ROOMS_PASSWORD: password },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    onTestFinished(() => stop(child))
    let said = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    const lines = (): Line[] =>
      said
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line))
    return { child, lines, contents: () => lines().map(({ content }) => content) }
  }
  const within = { timeout: 40_000 }
  // It says a change first and keeps then up to where it is: what ends it in between is said again.
  const stopKept = async ({ child, lines }: ReturnType<typeof follow>) => {
    const kept = () => (existsSync(cursor) ? Number(readFileSync(cursor, 'utf8')) : null)
    await expect.poll(kept, within).toBe(lines().at(-1)?.revision)
    await stop(child)
  }

  const first = await say('first')
  const once = follow()
  const { lines, contents } = once
  await expect.poll(contents, within).toEqual(['first'])
  await say('live')
  await expect.poll(contents, within).toEqual(['first', 'live'])

  // The line is cut again and again while much is said, and one is changed.
  for (let round = 0; round < 3; round++) {
    await faults.cuts({ program: ana })
    for (const n of [1, 2, 3]) await say(`${round}.${n}`)
  }
  await faults.cuts({ program: ana })
  await ana.http('PATCH', `/rooms/${room.id}/messages/${first.id}`, { content: 'first, changed' })
  await say('last')
  const meanwhile = [0, 1, 2].flatMap((round) => [1, 2, 3].map((n) => `${round}.${n}`))
  await expect.poll(contents, within).toEqual(['first', 'live', ...meanwhile, 'first, changed', 'last'])
  expect(lines().map(({ revision }) => revision)).toEqual(lines().map((_, at) => at + 1))

  // Stopped, and started again: it goes on where it was, also when far more was said than is told one by one.
  await stopKept(once)
  await say('while it was stopped')
  const again = follow()
  await expect.poll(again.contents, within).toEqual(['while it was stopped'])
  await stopKept(again)
  for (let n = 0; n < 510; n++) await say(`many ${n}`)
  const after = follow()
  await expect.poll(() => after.contents().at(-1), within).toBe('many 509')
  expect(after.contents()).toHaveLength(50)
  await say('and on')
  await expect.poll(() => after.contents().at(-1), within).toBe('and on')
}, 300_000)
