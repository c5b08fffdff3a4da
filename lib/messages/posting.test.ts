import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { setRole } from '#lib/rooms/members.ts'
import { changeRoom } from '#lib/rooms/operations.ts'
import { getRoom } from '#lib/rooms/queries.ts'
import type { RoomChange } from '#lib/rooms/schema.ts'
import { createRoom, createUser, type Someone, say, sayInThread } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { edit, react, remove } from './operations.ts'
import { choose } from './polls.ts'
import { post } from './post.ts'
import { history } from './queries.ts'
import { type NewMessage, newMessage } from './schema.ts'

const world = await openWorld()
const ana = await createUser(world, 'Ana')
const mia = await createUser(world, 'Mia')
const bob = await createUser(world, 'Bob')
const idOf = ({ viewer }: Someone) => viewer.userId
const board = async (change: RoomChange = { posting: 'moderators' }) => {
  const room = await createRoom(ana, { visibility: 'private' }, { moderator: [mia], member: [bob] })
  const before = await say(bob, room, 'before')
  await changeRoom(ana, room.id, change)
  return { room, before }
}
const send = (who: Someone, room: { id: string }, more: Partial<NewMessage>) =>
  post(who, room.id, newMessage.parse({ clientId: randomUUID(), content: 'Hello', ...more }))
const moderatorsPost = { code: 'forbidden', reason: 'rooms.moderatorsPost' }
const moderatorsWrite = { code: 'forbidden', reason: 'rooms.moderatorsWrite' }

describe('a room of announcements', () => {
  test('takes words of moderators alone, also as polls, passed on, or edited into what stands there', async () => {
    const { room, before } = await board()
    const news = await say(mia, room, 'news')
    const elsewhere = await createRoom(bob, {})
    const own = await say(bob, elsewhere, 'mine')
    const poll = { choices: ['a', 'b'], several: false }
    for (const attempt of [
      {},
      { replyToId: news.id },
      { poll },
      { content: '', forwardOf: own.id },
      { threadId: news.id, inRoom: true },
      { threadId: news.id, poll },
      { threadId: news.id, content: '', forwardOf: own.id },
    ])
      await expect(send(bob, room, attempt), JSON.stringify(attempt)).rejects.toMatchObject(moderatorsPost)
    await expect(edit(bob, { messageId: before.id }, 'buy this')).rejects.toMatchObject(moderatorsPost)
    for (const one of [ana, mia]) await send(one, room, { poll })
    expect((await history(bob, room.id, { limit: 50 })).items.map(({ content }) => content)).not.toContain(
      'buy this',
    )
  })

  test('lets others react, choose, take back what is theirs, and reply where only the thread shows it', async () => {
    const { room, before } = await board()
    const { message: poll } = await send(ana, room, { poll: { choices: ['a', 'b'], several: false } })
    await react(bob, { messageId: poll.id }, '👍', true)
    await choose(bob, { messageId: poll.id }, [1])
    const reply = await sayInThread(bob, poll, { content: 'why?' })
    expect(reply).toMatchObject({ inRoom: false })
    await edit(bob, { messageId: reply.id }, 'why not?')
    await remove(bob, { messageId: before.id })
  })

  test('takes no replies either where that is chosen, until it is changed again', async () => {
    const { room } = await board({ posting: 'moderators', repliesOpen: false })
    const news = await say(ana, room, 'news')
    await expect(sayInThread(bob, news, { content: 'why?' })).rejects.toMatchObject(moderatorsWrite)
    await expect(say(bob, room)).rejects.toMatchObject(moderatorsWrite)
    await react(bob, { messageId: news.id }, '👍', true)
    world.forget()
    await changeRoom(ana, room.id, { repliesOpen: true })
    expect(world.heardOf('room:changed')).toMatchObject([
      { audience: { members: room.id }, payload: { posting: 'moderators', repliesOpen: true } },
    ])
    const reply = await sayInThread(bob, news, { content: 'why?' })
    await changeRoom(ana, room.id, { repliesOpen: false })
    await expect(edit(bob, { messageId: reply.id }, 'hm')).rejects.toMatchObject(moderatorsWrite)
    await changeRoom(ana, room.id, { posting: 'everyone' })
    await say(bob, room, 'at last')
  })

  test('asks for the role of the moment', async () => {
    const { room } = await board()
    await setRole(ana, room.id, idOf(bob), 'moderator')
    await say(bob, room)
    await setRole(ana, room.id, idOf(bob), 'member')
    await expect(say(bob, room)).rejects.toMatchObject(moderatorsPost)
  })

  test('acknowledges again what it took before, and is set by owners alone', async () => {
    const room = await createRoom(ana, { visibility: 'private' }, { moderator: [mia], member: [bob] })
    const clientId = randomUUID()
    await post(bob, room.id, { clientId, content: 'in time' })
    for (const one of [mia, bob])
      await expect(changeRoom(one, room.id, { posting: 'moderators' })).rejects.toMatchObject({
        code: 'forbidden',
      })
    await changeRoom(ana, room.id, { posting: 'moderators' })
    await expect(post(bob, room.id, { clientId, content: 'in time' })).resolves.toMatchObject({
      fresh: false,
    })
    expect(await getRoom(bob, room.id)).toMatchObject({ posting: 'moderators', repliesOpen: true })
  })
})
