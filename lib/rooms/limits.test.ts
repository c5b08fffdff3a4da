import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { changeProfile } from '#lib/accounts/operations.ts'
import { createRoom, createUser, type Someone, signIn } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { banPerson, liftBan } from './bans.ts'
import { listRooms } from './list.ts'
import { addMember, joinRoom, leaveRoom, removeMember, setRole } from './members.ts'
import { muteMember, unmuteMember } from './muting.ts'
import { changeRoom, createRoom as create } from './operations.ts'
import { listMembers } from './queries.ts'

const world = await openWorld({ LIMIT_ROOMS_PER_10MIN: '4', LIMIT_ADDITIONS_PER_10MIN: '5' })
const ana = await createUser(world, 'Ana')
const idOf = ({ viewer }: Someone) => viewer.userId
const someone = (name: string) => createUser(world, name)
const garden = () => ({ name: randomUUID(), description: '', type: 'chat', visibility: 'public' }) as const
const direct = (...people: Someone[]) =>
  ({ visibility: 'direct', type: 'chat', userIds: people.map(idOf) }) as const
const add = (who: Someone, room: { id: string }, whom: Someone) =>
  addMember(who, room.id, { userId: idOf(whom), role: 'member' })

const tooMany = { code: 'rate_limited', retryAfterMs: expect.any(Number) }
const countOf = (outcomes: PromiseSettledResult<unknown>[]) => {
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(tooMany)
  return outcomes.filter(({ status }) => status === 'fulfilled').length
}
const times = <T>(n: number, work: (at: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: n }, (_, at) => work(at)))
const roomsOf = async (who: Someone) =>
  (await listRooms(who, { scope: 'joined', archived: false, limit: 100 })).items.length
const sizeOf = async (who: Someone, room: { id: string }) =>
  (await listMembers(who, room.id, { limit: 100 })).items.length

test('rooms: so many in a while, however they are asked for', async () => {
  const [maker, other] = [await someone('Maker'), await signIn(world, idOf(await someone('Other')))]
  const again = await signIn(world, idOf(maker))
  const asked = await times(8, (at) =>
    at % 2 === 0 ? create(again, garden()) : create(maker, { ...garden(), visibility: 'private' }),
  )
  expect(countOf(asked)).toBe(4)
  await expect(create(maker, direct(ana)), 'a direct room is one too').rejects.toMatchObject({
    ...tooMany,
    message: expect.stringMatching(/Try again in \d+ s\.$/),
  })
  expect(await roomsOf(maker)).toBe(4)
  await expect(create(other, garden()), 'nobody else is kept').resolves.toBeDefined()
})

test('a direct room that exists costs nothing; one that is made costs a room and its people', async () => {
  const [maker, bob] = [await someone('Maker'), await someone('Bob')]
  const room = await create(maker, direct(bob))
  for (let n = 0; n < 10; n++) expect((await create(maker, direct(bob))).id).toBe(room.id)
  for (const others of [[ana], [ana, bob]]) await create(maker, direct(...others))
  await expect(create(maker, direct(await someone('C'), await someone('D')))).rejects.toMatchObject(tooMany)
  expect(await roomsOf(maker)).toBe(3)
  await leaveRoom(maker, room.id)
  expect((await create(maker, direct(bob))).id, 'coming back oneself is no addition').toBe(room.id)
})

test('whoever leaves a direct room is brought back only so often, also by many at once', async () => {
  const [pest, victim] = [await someone('Pest'), await someone('Victim')]
  const room = await create(pest, direct(victim))
  let back = 0
  for (let n = 0; n < 8; n++) {
    await leaveRoom(victim, room.id)
    await Promise.allSettled([create(pest, direct(victim)), create(pest, direct(victim))])
    if ((await roomsOf(victim)) === 0) break
    back += 1
  }
  expect(back).toBeLessThan(5)
  expect(await roomsOf(victim)).toBe(0)
  await expect(create(pest, direct(victim))).rejects.toMatchObject(tooMany)
  await expect(create(victim, direct(pest)), 'they come back when they like').resolves.toMatchObject({
    id: room.id,
  })
})

test('people who are added: so many in a while, over all rooms and sessions, and parallel requests', async () => {
  const maker = await someone('Maker')
  const again = await signIn(world, idOf(maker))
  const rooms = [await create(maker, garden()), await create(maker, { ...garden(), visibility: 'private' })]
  const people = await Promise.all(Array.from({ length: 8 }, (_, at) => someone(`Added ${at}`)))
  const asked = await times(8, (at) => {
    const [room, whom] = [rooms[at % 2], people[at]]
    if (!room || !whom) throw new Error('two rooms, eight people')
    return add(at % 3 === 0 ? again : maker, room, whom)
  })
  expect(countOf(asked)).toBe(5)
  const inside = await Promise.all(rooms.map((room) => sizeOf(maker, room)))
  expect(inside.reduce((sum, n) => sum + n, 0)).toBe(rooms.length + 5)
})

test('what does not happen, or what somebody does themselves, is not counted', async () => {
  const [maker, bob, guest] = [
    await someone('Maker'),
    await someone('Bob'),
    await createUser(world, 'Guest', 'guest'),
  ]
  const room = await create(maker, garden())
  await joinRoom(bob, room.id)
  for (let n = 0; n < 10; n++) {
    await add(maker, room, bob)
    await expect(addMember(maker, room.id, { userId: 'nobody', role: 'member' })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(create(guest, garden())).rejects.toMatchObject({ code: 'forbidden' })
    await expect(add(guest, room, bob)).rejects.toMatchObject({ code: 'not_found' })
    await expect(create(maker, { ...direct(), userIds: ['nobody'] })).rejects.toMatchObject({
      code: 'not_found',
    })
  }
  for (let n = 0; n < 5; n++) await add(maker, room, await someone(`New ${n}`))
  await expect(add(maker, room, await someone('One more'))).rejects.toMatchObject(tooMany)
})

test('somebody who was removed or left is added again only so often', async () => {
  const [maker, victim] = [await someone('Maker'), await someone('Victim')]
  const room = await create(maker, garden())
  let added = 0
  for (let n = 0; n < 10; n++) {
    if (n % 2 === 0) await leaveRoom(victim, room.id).catch(() => undefined)
    else await removeMember(maker, room.id, idOf(victim)).catch(() => undefined)
    added += await add(maker, room, victim).then(
      () => 1,
      () => 0,
    )
  }
  expect(added).toBe(5)
  expect(await roomsOf(victim)).toBe(0)
})

type Scene = { owner: Someone; bob: Someone; cleo: Someone; roomId: string }
const heardByAll: Record<string, (scene: Scene, at: number) => Promise<unknown>> = {
  'a name': ({ bob }, at) => changeProfile(bob, { name: `Bob ${at}` }),
  'coming and going': ({ bob, roomId }, at) => (at % 2 === 0 ? joinRoom : leaveRoom)(bob, roomId),
  'what a room is': ({ owner, roomId }, at) => changeRoom(owner, roomId, { description: `${at}` }),
  roles: ({ owner, cleo, roomId }, at) =>
    setRole(owner, roomId, idOf(cleo), at % 2 === 0 ? 'moderator' : 'member'),
  mutes: ({ owner, cleo, roomId }, at) =>
    at % 2 === 0 ? muteMember(owner, roomId, idOf(cleo), {}) : unmuteMember(owner, roomId, idOf(cleo)),
  bans: ({ owner, cleo, roomId }, at) =>
    at % 2 === 0
      ? banPerson(owner, roomId, { userId: idOf(cleo), reason: undefined })
      : liftBan(owner, roomId, idOf(cleo)),
}

test.each(Object.entries(heardByAll))('whatever others hear of, so often in a while: %s', async (_, work) => {
  const strict = await openWorld({ LIMIT_CHANGES_PER_5S: '4' })
  const [owner, bob, cleo] = [
    await createUser(strict, 'Owner'),
    await createUser(strict, 'Bob'),
    await createUser(strict, 'Cleo'),
  ]
  const room = await createRoom(owner, { visibility: 'public' }, { member: [cleo] })
  const asked: PromiseSettledResult<unknown>[] = []
  // One after the other, so that each changes something.
  for (let at = 0; at < 8; at += 1)
    asked.push(...(await Promise.allSettled([work({ owner, bob, cleo, roomId: room.id }, at)])))
  expect(countOf(asked)).toBe(4)
})
