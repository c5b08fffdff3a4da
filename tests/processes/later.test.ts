import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Message } from '#lib/messages/schema.ts'
import type { Reminder } from '#lib/reminders/schema.ts'
import { createRoom, http, register, say } from '../client.ts'
import { startServer } from '../server.ts'

test('what was to come while the server was stopped comes once it runs again', async () => {
  const before = await startServer()
  const ana = await register(before.url)
  const room = await createRoom(ana)
  const { id } = await say(await ana.connect(), room.id, 'remember')
  // So near that it is over before the next process looks, and so far that this one has not looked.
  const at = new Date(Date.now() + 500).toISOString()
  const content = 'sent later'
  await ana.http('PUT', `/me/reminders/${id}`, { remindAt: at })
  await ana.post(`/rooms/${room.id}/scheduled`, { clientId: randomUUID(), content, sendAt: at })
  await before.kill()
  const after = await startServer({ DATA_DIR: before.dataDir })
  const ask = http(after.url, ana.accessToken)
  const contents = async () => {
    const { body } = await ask('GET', `/rooms/${room.id}/messages`)
    return (body as { items: Message[] }).items.map((message) => message.content)
  }
  const reminders = async () =>
    ((await ask('GET', '/me/reminders')).body as { items: Reminder[] }).items.map(({ cameAt }) => cameAt)
  await expect.poll(contents, { timeout: 40_000 }).toEqual(['remember', content])
  await expect.poll(reminders, { timeout: 40_000 }).toEqual([expect.any(String)])
  // Stopped and started once more, nothing comes again.
  await after.stop()
  const again = await startServer({ DATA_DIR: before.dataDir })
  const { body } = await http(again.url, ana.accessToken)('GET', `/rooms/${room.id}/messages`)
  expect((body as { items: Message[] }).items).toHaveLength(2)
  await again.stop()
})
