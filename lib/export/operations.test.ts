import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { eq } from 'drizzle-orm'
import { describe, expect, test, vi } from 'vitest'
import { messages } from '#lib/db/schema.ts'
import { pin, remove } from '#lib/messages/operations.ts'
import { choose } from '#lib/messages/polls.ts'
import { post } from '#lib/messages/post.ts'
import { message, newMessage } from '#lib/messages/schema.ts'
import { removeMember } from '#lib/rooms/members.ts'
import { createRoom, createUser, say } from '../../tests/factories.ts'
import { writeHistory } from '../../tests/history.ts'
import { openWorld } from '../../tests/world.ts'
import { exportRoom } from './operations.ts'
import type { Part, PartAsked } from './part.ts'

const world = await openWorld()
const ana = await createUser(world, 'Ana')
const bob = await createUser(world, '<img src=x onerror=alert(1)>')
const eve = await createUser(world, 'Eve')
const origin = 'https://rooms.test'
const whole = async (...args: Parameters<typeof exportRoom>) => {
  const { stream } = await exportRoom(...args)
  return stream ? text(stream) : ''
}

/** What has run in somebody's page somewhere, at some time. */
const attacks = [
  '<script>alert(1)</script>',
  '</div></li></ol><script>alert(1)</script>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '<!--<img src="--><img src=x onerror=alert(1)//">',
  '</style><script>alert(1)</script>',
  '<a href="javascript:alert(1)">x</a> [x](javascript:alert(1))',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '\u2028</script><script>alert(1)//',
]

test('JSON holds room, people and every message, over several parts', async () => {
  const room = await createRoom(ana, { name: 'Garden', description: 'What grows' }, { member: [bob] })
  const first = await say(ana, room, `Hello <@${bob.viewer.userId}>`)
  await pin(ana, { messageId: first.id }, true)
  const second = await say(bob, room, 'gone')
  await remove(bob, { messageId: second.id })
  for (let i = 3; i <= 450; i++) await say(ana, room, `leaf ${i}`)
  const file = {
    id: 'f',
    name: 'plan.pdf',
    mimeType: 'application/pdf',
    sizeBytes: 2048,
    url: '/api/v1/files/f',
  }
  await world.db.write((tx) =>
    tx
      .update(messages)
      .set({ attachments: [file] })
      .where(eq(messages.id, first.id)),
  )

  const exported = JSON.parse(await whole(bob, room.id, 'json', origin))
  expect(exported).toMatchObject({
    room: { id: room.id, name: 'Garden', description: 'What grows', visibility: 'public' },
    people: expect.arrayContaining([{ id: ana.viewer.userId, name: 'Ana' }]),
  })
  expect(exported.people).toHaveLength(2)
  expect(exported.messages.map(({ seq }: { seq: number }) => seq)).toEqual(
    Array.from({ length: 450 }, (_, i) => i + 1),
  )
  for (const one of exported.messages) message.strict().parse(one)
  expect(exported.messages[0].attachments[0].url).toBe('https://rooms.test/api/v1/files/f')
  expect(exported.messages[1]).toMatchObject({ content: '', deletedAt: expect.any(String) })

  const page = await whole(bob, room.id, 'html', origin)
  expect(page).toContain('plan.pdf')
  expect(page.match(/<li id="m\d+">/g)).toHaveLength(450)
  expect(page).toContain('Message deleted')
})

test('an empty room is a document too', async () => {
  const room = await createRoom(ana)
  expect(JSON.parse(await whole(ana, room.id, 'json', origin)).messages).toEqual([])
  expect(await whole(ana, room.id, 'html', origin)).toMatch(/<\/html>\n$/)
})

test('nothing that somebody wrote is markup in the HTML', async () => {
  const room = await createRoom(
    ana,
    { name: '<b onclick=alert(1)>', description: '</title><script>x' },
    { member: [bob] },
  )
  for (const attack of attacks) await say(bob, room, `${attack} <@${bob.viewer.userId}>`)
  const page = await whole(ana, room.id, 'html', origin)
  const tags = new Set(
    Array.from(page.matchAll(/<([a-z!/][\w-]*)/gi), ([, tag]) => tag?.toLowerCase().replace('/', '')),
  )
  const ours = [
    '!doctype',
    'html',
    'head',
    'meta',
    'title',
    'style',
    'bdi',
    'body',
    'header',
    'h1',
    'p',
    'span',
    'time',
    'ol',
    'li',
    'b',
    'a',
    'div',
  ]
  expect([...tags].sort()).toEqual(ours.sort())
  for (const [, attributes = ''] of page.matchAll(/<[a-z]\w*([^>]*)>/gi))
    expect(attributes).not.toMatch(/\son\w+=|javascript:/i)
  expect(page).toContain("default-src 'none'")
})

test('only members export, and only as long as they are', async () => {
  const room = await createRoom(ana, { visibility: 'private' }, { member: [bob] })
  const open = await createRoom(ana)
  await expect(exportRoom(eve, room.id, 'json', origin)).rejects.toMatchObject({ code: 'not_found' })
  await expect(exportRoom(eve, open.id, 'json', origin)).rejects.toMatchObject({ code: 'forbidden' })
  for (let i = 0; i < 250; i++) await say(ana, room, `secret ${i}`)
  const { stream } = await exportRoom(bob, room.id, 'json', origin)
  await removeMember(ana, room.id, bob.viewer.userId)
  await expect(stream && text(stream)).rejects.toMatchObject({ code: 'not_found' })
})

describe('an export', () => {
  /** A room whose export has many parts, and somebody who counts those that are asked for. */
  async function longRoom(content = 'x'.repeat(16_000), count = 200) {
    const room = await createRoom(ana, {}, { member: [bob] })
    await writeHistory(world.db, { roomId: room.id, authorId: ana.viewer.userId, count, content })
    const parts: Part[] = []
    const exportPart = async (asked: PartAsked) => {
      const part = await world.background.exportPart(asked)
      parts.push(part)
      return part
    }
    return { room, parts, counting: { ...ana, background: { ...world.background, exportPart } } }
  }

  test('is made no faster than its reader takes it', async () => {
    const { room, parts, counting } = await longRoom()
    const { stream } = await exportRoom(counting, room.id, 'json', origin)
    const standing = new Writable({ highWaterMark: 1, write: () => undefined })
    const piped = stream && pipeline(stream, standing)
    await vi.waitUntil(() => parts.length > 0)
    // Had more been asked for, the thread would have answered it before this.
    for (let i = 0; i < 3; i++) await world.background.catchUp()
    expect(parts.length).toBeLessThanOrEqual(2)
    standing.destroy()
    await expect(piped).rejects.toThrow()
    expect(await whole(counting, room.id, 'json', origin)).toMatch(/\]\s*\}\s*$/)
    expect(parts.length).toBeGreaterThan(5)
  })

  test.each(['json', 'html'] as const)('as %s has parts of a size, whatever people write', async (format) => {
    const { room, parts, counting } = await longRoom('"<&\\'.repeat(4_000))
    await whole(counting, room.id, format, origin)
    for (const { text } of parts) expect(text.length).toBeLessThan(2_500_000)
    expect(parts.length).toBeGreaterThan(3)
  })

  test('is one of a few of a person at once; each that ends makes place for another', async () => {
    const { room } = await longRoom()
    const begin = async (who = ana) => (await exportRoom(who, room.id, 'json', origin)).stream
    const going = [await begin(), await begin(), await begin()]
    await expect(begin()).rejects.toMatchObject({ code: 'rate_limited', message: /Let one of them end/ })
    await begin(bob)
    const [first] = going
    first?.destroy()
    if (first && !first.closed) await once(first, 'close')
    going.push(await begin())
    await expect(begin()).rejects.toMatchObject({ code: 'rate_limited' })
    for (const one of going) one?.destroy()
  })
})

test('what somebody does is told as that, and named people by their names', async () => {
  const room = await createRoom(ana, {}, { member: [bob] })
  await say(bob, room, `/me waves to <@${ana.viewer.userId}>`)
  await say(bob, room, 'Hello <@nobody>')
  const told = await whole(ana, room.id, 'html', origin)
  expect(told).toMatch(/<div dir="auto" class="action">waves to @\S?Ana\S?<\/div>/u)
  expect(told).toContain('<div dir="auto">Hello &lt;@nobody&gt;</div>')
})

test('a poll is told with its votes', async () => {
  const room = await createRoom(ana, {}, { member: [bob] })
  const asked = { clientId: randomUUID(), content: 'Lunch?', poll: { choices: ['Soup <b>', 'Rice'] } }
  const { message: poll } = await post(ana, room.id, newMessage.parse(asked))
  await choose(bob, { messageId: poll.id }, [0])
  const told = await whole(ana, room.id, 'html', origin)
  expect(told).toContain(
    '<li dir="auto">Soup &lt;b&gt; <small>1</small></li><li dir="auto">Rice <small>0</small></li>',
  )
  expect(JSON.parse(await whole(ana, room.id, 'json', origin)).messages[0].poll.choices).toMatchObject([
    { text: 'Soup <b>', userIds: [bob.viewer.userId] },
    { text: 'Rice', userIds: [] },
  ])
})
