import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { messages } from '#lib/db/schema.ts'
import { joinRoom, removeMember } from '#lib/rooms/members.ts'
import { changeRoom } from '#lib/rooms/operations.ts'
import { getRoom } from '#lib/rooms/queries.ts'
import { createRoom, createUser, type Someone, say } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { remove } from './operations.ts'
import { post } from './post.ts'
import { history } from './queries.ts'
import { historyQuery, type Message } from './schema.ts'

const world = await openWorld()
const at = ({ id }: Message) => ({ messageId: id })
const ana = await createUser(world, 'Ana')
const bob = await createUser(world, 'Bob')
const eve = await createUser(world, 'Eve')
const all = (someone: Someone, room: { id: string }) =>
  history(someone, room.id, historyQuery.parse({ limit: 100 }))

describe('seq and revision', () => {
  test('are dense in each room, however many post at once', async () => {
    const rooms = [await createRoom(ana, {}, { member: [bob] }), await createRoom(ana, {}, { member: [bob] })]
    const posts = Array.from({ length: 100 }, (_, i) =>
      say(i % 3 ? ana : bob, rooms[i % 2] ?? { id: '' }, `${i}`),
    )
    const said = await Promise.all(posts)
    for (const room of rooms) {
      const seqs = said.filter((message) => message.roomId === room.id).map((message) => message.seq)
      const dense = Array.from({ length: 50 }, (_, i) => i + 1)
      expect(seqs.sort((a, b) => a - b)).toEqual(dense)
      expect((await all(ana, room)).items.map((message) => message.seq)).toEqual(dense)
      expect(await getRoom(ana, room.id)).toMatchObject({ lastSeq: 50, revision: 50 })
    }
  })

  test('are not used up by what is refused or stored before', async () => {
    const room = await createRoom(ana)
    const input = { clientId: randomUUID(), content: 'Hello' }
    await post(ana, room.id, input)
    await post(ana, room.id, input)
    await say(eve, room).catch(() => undefined)
    await post(ana, room.id, { ...input, clientId: randomUUID(), replyToId: 'nothing' }).catch(
      () => undefined,
    )
    expect(await say(ana, room)).toMatchObject({ seq: 2, revision: 2 })
  })
})

describe('a clientId', () => {
  test('stores once and gives the stored message again, at any later time', async () => {
    const room = await createRoom(ana)
    const input = { clientId: randomUUID(), content: 'Hello' }
    const first = await post(ana, room.id, input)
    world.pass(400 * 86_400_000)
    world.forget()
    const second = await post(ana, room.id, { ...input, content: 'Something else' })
    expect([first.fresh, second.fresh]).toEqual([true, false])
    expect(second.message).toEqual(first.message)
    expect(world.heard, 'nobody hears it twice').toEqual([])
  })

  test('stores once when many copies come at once', async () => {
    const room = await createRoom(ana)
    const input = { clientId: randomUUID(), content: 'Hello' }
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => post(ana, room.id, input)))
    expect(outcomes.filter((outcome) => outcome.fresh)).toHaveLength(1)
    expect(new Set(outcomes.map((outcome) => outcome.message.id)).size).toBe(1)
    expect((await all(ana, room)).items).toHaveLength(1)
  })

  test('gives the stored message also by way of another room', async () => {
    const [here, there] = [await createRoom(ana), await createRoom(ana)]
    const input = { clientId: randomUUID(), content: 'Hello' }
    const [first, second] = await Promise.all([post(ana, here.id, input), post(ana, there.id, input)])
    expect(second.message.id).toBe(first.message.id)
    const stored = [(await all(ana, here)).items, (await all(ana, there)).items].flat()
    expect(stored).toHaveLength(1)
  })

  test('belongs to its author: of two people the same one is two messages', async () => {
    const room = await createRoom(ana, {}, { member: [bob] })
    const input = { clientId: randomUUID(), content: 'Hello' }
    const [mine, theirs] = [await post(ana, room.id, input), await post(bob, room.id, input)]
    expect(theirs.message.id).not.toBe(mine.message.id)
    expect(theirs.fresh).toBe(true)
  })

  test('gives the tombstone of a message that was deleted since', async () => {
    const room = await createRoom(ana)
    const input = { clientId: randomUUID(), content: 'Hello' }
    const { message } = await post(ana, room.id, input)
    await remove(ana, at(message))
    const again = await post(ana, room.id, input)
    expect(again).toMatchObject({ fresh: false, message: { id: message.id, content: '' } })
  })

  test('gives the stored message after the room was archived: the answer may have been lost', async () => {
    const room = await createRoom(ana, {}, { member: [bob] })
    const input = { clientId: randomUUID(), content: 'Hello' }
    const { message } = await post(bob, room.id, input)
    await changeRoom(ana, room.id, { isActive: false })
    expect((await post(bob, room.id, input)).message.id).toBe(message.id)
  })

  test('gives nothing to somebody who was removed since', async () => {
    const room = await createRoom(ana, { visibility: 'private' }, { member: [bob] })
    const input = { clientId: randomUUID(), content: 'Hello' }
    await post(bob, room.id, input)
    await removeMember(ana, room.id, bob.viewer.userId)
    await expect(post(bob, room.id, input)).rejects.toMatchObject({ code: 'not_found' })
    const elsewhere = await createRoom(bob)
    await expect(post(bob, elsewhere.id, input)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('posting', () => {
  test('is told to the watchers, and to members elsewhere with who is mentioned', async () => {
    const room = await createRoom(ana, {}, { member: [bob] })
    world.forget()
    const message = await say(ana, room, `Look, <@${bob.viewer.userId}> and <@${eve.viewer.userId}>`)
    expect(message.mentions, 'members only').toEqual([bob.viewer.userId])
    expect(world.heardOf('message:posted')).toEqual([
      { event: 'message:posted', audience: { watchers: room.id }, payload: message },
    ])
    expect(world.heardOf('room:activity')).toMatchObject([
      {
        audience: { elsewhere: room.id, authorId: ana.viewer.userId, mentioned: [bob.viewer.userId] },
        payload: { roomId: room.id, lastSeq: 1, revision: 1 },
      },
    ])
  })

  test('shows what its author may show: the fields of the contract, no more', async () => {
    const room = await createRoom(ana)
    const message = await say(ana, room, 'Hello')
    expect(message).toEqual({
      id: expect.any(String),
      roomId: room.id,
      seq: 1,
      revision: 1,
      author: { id: ana.viewer.userId, name: 'Ana', avatarUrl: null },
      kind: 'text',
      content: 'Hello',
      replyTo: null,
      threadId: null,
      inRoom: true,
      attachments: [],
      previews: [],
      reactions: [],
      mentions: [],
      clientId: expect.any(String),
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      editedAt: null,
      deletedAt: null,
      pinnedAt: null,
    })
    expect((await all(ana, room)).items, 'read back the same').toEqual([message])
  })

  test('is for members of a room that is open', async () => {
    const open = await createRoom(ana)
    const secret = await createRoom(ana, { visibility: 'private' })
    world.forget()
    await expect(say(eve, open)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(say(eve, secret)).rejects.toMatchObject({ code: 'not_found' })
    await expect(say(eve, { id: 'nothing' })).rejects.toMatchObject({ code: 'not_found' })
    await joinRoom(eve, open.id)
    await changeRoom(ana, open.id, { isActive: false })
    world.forget()
    await expect(say(eve, open)).rejects.toMatchObject({ code: 'forbidden' })
    expect(world.heard).toEqual([])
  })

  test('answers a message of the same room', async () => {
    const [room, other] = [await createRoom(ana, {}, { member: [bob] }), await createRoom(ana)]
    const question = await say(ana, room, `Coming?\n\n${'x'.repeat(500)}`)
    const foreign = await say(ana, other)
    const answer = await post(bob, room.id, {
      clientId: randomUUID(),
      content: 'Yes',
      replyToId: question.id,
    })
    expect(answer.message.replyTo).toMatchObject({ id: question.id, seq: 1, authorName: 'Ana' })
    expect(answer.message.replyTo?.excerpt).toMatch(/^Coming\? x{20,200}…$/)
    const bad = post(bob, room.id, { clientId: randomUUID(), content: 'Yes', replyToId: foreign.id })
    await expect(bad).rejects.toMatchObject({ code: 'invalid_input', issues: [{ path: 'replyToId' }] })
  })

  test('what an answer quotes goes when the message goes', async () => {
    const room = await createRoom(ana)
    const question = await say(ana, room, 'a secret')
    await post(ana, room.id, { clientId: randomUUID(), content: 'Yes', replyToId: question.id })
    await remove(ana, at(question))
    expect((await all(ana, room)).items[1]?.replyTo).toMatchObject({ id: question.id, excerpt: '' })
    const rows = await world.db.read.select().from(messages)
    expect(JSON.stringify(rows)).not.toContain('a secret')
  })

  test('is limited for each person, and says when to try again', async () => {
    const strict = await openWorld({ LIMIT_MESSAGES_PER_5S: '3' })
    const [fast, other] = [await createUser(strict), await createUser(strict)]
    const room = await createRoom(fast, {}, { member: [other] })
    for (let i = 0; i < 3; i++) await say(fast, room)
    const refusal = await say(fast, room).catch((error) => error)
    expect(refusal).toMatchObject({ code: 'rate_limited' })
    expect(refusal.retryAfterMs).toBeGreaterThan(0)
    expect(refusal.retryAfterMs).toBeLessThanOrEqual(5_000)
    await expect(say(other, room)).resolves.toMatchObject({ seq: 4 })
  })
})
