import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { MessagePage } from '#lib/messages/schema.ts'
import { createRoom, register, upload } from '../client.ts'
import { startServer } from '../server.ts'

test('a process that may open no more files keeps what it acknowledges, says so, and is whole again by itself', async () => {
  const server = await startServer({ LIMIT_MESSAGES_PER_5S: '1000' })
  const pid = String(server.process.pid)
  const mayOpen = (most: number) => execFileSync('prlimit', ['--pid', pid, `--nofile=${most}:`])
  const ana = await register(server.url, 'Ana')
  const room = await createRoom(ana)
  const line = await ana.connect(server.url)
  const say = (content: string) =>
    line.send('message:post', { roomId: room.id, clientId: randomUUID(), content })
  await say('before')
  const file = await upload(ana, 'kept.txt', 'kept')

  // It keeps what it has open. A file that comes in needs one more, and whoever comes waits.
  mayOpen(10)
  await expect(upload(ana, 'late.txt', 'late')).rejects.toThrow(/503.*unavailable/)
  const late = ana.connect(server.url)
  for (let n = 0; n < 20; n++) await say(`meanwhile ${n}`)

  mayOpen(4096)
  for (const open of [line, await late]) open.close()
  await expect(upload(ana, 'later.txt', 'later')).resolves.toMatchObject({ name: 'later.txt' })
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
  const kept = await fetch(new URL(file.url, server.url), {
    headers: { authorization: `Bearer ${ana.accessToken}` },
  })
  expect(await kept.text()).toBe('kept')
  const { body } = await ana.http('GET', `/rooms/${room.id}/messages?limit=50`)
  expect((body as MessagePage).items.map(({ content }) => content)).toEqual([
    'before',
    ...Array.from({ length: 20 }, (_, n) => `meanwhile ${n}`),
  ])
  expect(await server.stop()).toBe(0)
})
