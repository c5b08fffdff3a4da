import { expect, test } from 'vitest'
import { changeProfile } from '#lib/accounts/operations.ts'
import { keepAnswers } from '#lib/http/kept-answers.ts'
import { removeMember } from '#lib/rooms/members.ts'
import { deleteRoom } from '#lib/rooms/operations.ts'
import { createRoom, createUser, type Someone, say } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { edit, pin, react, remove } from './operations.ts'
import { post } from './post.ts'
import { history, writtenHistory } from './queries.ts'
import { historyQuery } from './schema.ts'

const world = await openWorld()
const query = historyQuery.parse({})

/** Ana and Bob in a room with two messages of hers, whose page Bob's process has kept. */
async function kept() {
  const [ana, bob] = [await createUser(world, 'Ana'), await createUser(world, 'Bob')]
  const room = await createRoom(ana, { visibility: 'private' }, { member: [bob] })
  const [first, second] = [await say(ana, room, 'first'), await say(ana, room, 'second')]
  // Another process than hers: what it has kept is told of nothing.
  const there = { ...bob, kept: keepAnswers() }
  const read = () => writtenHistory(there, room.id, query)
  return { ana, room, first, second, there, read, before: await read() }
}
type Kept = Awaited<ReturnType<typeof kept>>

const changes: Record<string, (given: Kept) => Promise<unknown>> = {
  'a new message': ({ ana, room }) => say(ana, room, 'third'),
  'a reply, and with it a thread': ({ ana, room, first }) =>
    post(ana, room.id, { clientId: crypto.randomUUID(), content: 'a reply', replyToId: first.id }),
  'an edit': ({ ana, first }) => edit(ana, { messageId: first.id }, 'changed'),
  'a deletion': ({ ana, second }) => remove(ana, { messageId: second.id }),
  'a reaction': ({ ana, first }) => react(ana, { messageId: first.id }, '👍', true),
  'a pin': ({ ana, first }) => pin(ana, { messageId: first.id }, true),
  'a new name of who wrote': ({ ana }) => changeProfile(ana, { name: 'Anabel' }),
}

test.each(Object.entries(changes))(
  'a page that is kept shows %s in the very next answer',
  async (_, change) => {
    const given = await kept()
    await change(given)
    const after = await given.read()
    expect(after.etag).not.toBe(given.before.etag)
    expect(JSON.parse(after.body.toString())).toEqual(await history(given.there, given.room.id, query))
  },
)

test('what is the same is written out once, for everybody', async () => {
  const { ana, there, room, read, before } = await kept()
  expect(await read()).toBe(before)
  expect(await writtenHistory({ ...ana, kept: there.kept }, room.id, query)).toBe(before)
  expect(await writtenHistory(there, room.id, { ...query, limit: 1 })).not.toBe(before)
})

const ends: Record<string, (given: Kept) => Promise<unknown>> = {
  'was removed': ({ ana, room, there }) => removeMember(ana, room.id, there.viewer.userId),
  'had it in a room that is deleted': ({ ana, room }) => deleteRoom(ana, room.id),
}

test.each(Object.entries(ends))('it is nobody’s who %s', async (_, end) => {
  const given = await kept()
  await end(given)
  await expect(given.read()).rejects.toMatchObject({ code: 'not_found' })
})

test('nor a stranger’s', async () => {
  const { there, room } = await kept()
  const eve: Someone = await createUser(world, 'Eve')
  const refused = writtenHistory({ ...eve, kept: there.kept }, room.id, query)
  await expect(refused).rejects.toMatchObject({ code: 'not_found' })
})
