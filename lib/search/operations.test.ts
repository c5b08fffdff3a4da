import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { changeProfile } from '#lib/accounts/operations.ts'
import { messages } from '#lib/db/schema.ts'
import { edit, remove } from '#lib/messages/operations.ts'
import { removeMember } from '#lib/rooms/members.ts'
import { deleteRoom, createRoom as open } from '#lib/rooms/operations.ts'
import { createRoom, createUser, type Someone, say } from '../../tests/factories.ts'
import { searched } from '../../tests/found.ts'
import { openWorld } from '../../tests/world.ts'
import * as schema from './schema.ts'

const world = await openWorld({ LIMIT_SEARCHES_PER_10S: '100000' })
const ana = await createUser(world, 'Ana Maria')
const bob = await createUser(world, 'Bob')
const eve = await createUser(world, 'Eve')
const garden = await createRoom(ana, { name: 'Garden' }, { member: [bob] })
const shed = await createRoom(ana, { name: 'Tool Shed', visibility: 'private' })

const found = async (who: Someone, query: object) => {
  await world.background.catchUp()
  return (await searched(who, query)).items.map(({ content }) => content)
}

test('filters narrow by author, room, time and files, in the field and beside it', async () => {
  const back = Date.now() - Date.parse('2025-05-05T12:00:00Z')
  world.pass(-back)
  await say(ana, garden, 'rake by ana')
  world.pass(back)
  await say(bob, garden, 'rake by bob')
  world.pass(1)
  await say(ana, shed, 'rake in the shed')
  const direct = await open(ana, { visibility: 'direct', type: 'chat', userIds: [bob.viewer.userId] })
  world.pass(1)
  await say(bob, direct, 'rake between us')
  world.pass(1)
  const file = { id: 'f', name: 'Plan für Beete.pdf', mimeType: 'application/pdf', sizeBytes: 1, url: '/f' }
  const plan = await say(ana, garden, 'the plan')
  await world.db.write((tx) =>
    tx
      .update(messages)
      .set({ attachments: [file] })
      .where(eq(messages.id, plan.id)),
  )
  await edit(ana, { messageId: plan.id }, 'the rake plan')

  const all = ['the rake plan', 'rake between us', 'rake in the shed', 'rake by bob', 'rake by ana']
  expect(await found(ana, { q: 'rake' })).toEqual(all)
  const cases: [query: object, contents: string[]][] = [
    [{ q: 'rake from:bob' }, ['rake between us', 'rake by bob']],
    [{ q: 'rake from:"ana maria" in:garden' }, ['the rake plan', 'rake by ana']],
    [{ q: 'FROM:me in:#shed rake' }, ['rake in the shed']],
    [{ q: `from:@${bob.viewer.userId} from:nobody` }, ['rake between us', 'rake by bob']],
    [{ q: 'from:nobody rake' }, []],
    [{ q: 'rake in:bob' }, ['rake between us']],
    [{ q: 'rake', roomId: shed.id }, ['rake in the shed']],
    [{ q: '', roomId: shed.id }, ['rake in the shed']],
    [{ q: 'rake', from: 'bob' }, ['rake between us', 'rake by bob']],
    [{ q: 'rake before:2025-05-06' }, ['rake by ana']],
    [{ q: 'rake before:2025-05-05' }, []],
    [{ q: 'rake after:2025-05-04 before:2025-05-06' }, ['rake by ana']],
    [{ q: 'rake after:2025-05-05' }, all.slice(0, 4)],
    [{ q: 'rake', before: '2025-05-05T12:00:01Z', after: '2025-05-05T11:59:59Z' }, ['rake by ana']],
    [{ q: 'has:file' }, ['the rake plan']],
    [{ q: 'beete.PDF fur' }, ['the rake plan']],
  ]
  for (const [query, contents] of cases)
    expect(await found(ana, query), JSON.stringify(query)).toEqual(contents)
})

test('what asks for nothing, or for a day that is none, is refused with words', async () => {
  await expect(searched(ana, { q: ' * ' })).rejects.toMatchObject({ code: 'invalid_input' })
  await expect(searched(ana, { q: 'before:tomorrow x' })).rejects.toMatchObject({ message: /2026-01-31/ })
  await expect(searched(ana, { q: 'x', cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalid_input' })
  await expect(searched(eve, { q: 'x', roomId: shed.id })).rejects.toMatchObject({ code: 'not_found' })
  await expect(searched(eve, { q: 'x', roomId: garden.id })).rejects.toMatchObject({ code: 'forbidden' })
})

test('a hit has its room and a snippet in parts, with names in place of ids', async () => {
  const before = 'Sentences that stand before the word, and are a little too long to be shown all. '
  await say(
    bob,
    garden,
    `${before}The Wheelbarrow <@${ana.viewer.userId}> is a *wheel*barrow. ${before.repeat(4)}`,
  )
  await world.background.catchUp()
  const [hit] = (await searched(ana, { q: 'wheelbarrow barrow' })).items
  expect(schema.hit.strict().safeParse(hit).error, 'nothing but what is shown').toBeUndefined()
  expect(hit).toMatchObject({
    roomId: garden.id,
    room: { id: garden.id, name: 'Garden' },
    author: { name: 'Bob' },
  })
  expect(hit?.snippet.filter((part) => part.hit).map((part) => part.text)).toEqual([
    'Wheelbarrow',
    'wheelbarrow',
  ])
  const text = hit?.snippet.map((part) => part.text).join('') ?? ''
  expect(text).toMatch(
    /^…and are a little too long to be shown all. The Wheelbarrow @Ana Maria is a wheelbarrow. .*…$/,
  )
})

test('a hit tells the name of who is mentioned as it is now, and none for an id that was only typed', async () => {
  const room = await createRoom(ana, { name: 'Orchard' }, { member: [bob] })
  const zoe = await createUser(world, 'Zoe')
  // Somebody whose name the search has told before.
  const own = await createRoom(zoe, { name: 'Own' })
  await say(zoe, own, 'a quince of my own')
  expect(await found(zoe, { q: 'quince' })).toHaveLength(1)
  await say(bob, room, `quince <@${ana.viewer.userId}> and <@${zoe.viewer.userId}>`)
  const told = async () => {
    await world.background.catchUp()
    const [hit] = (await searched(bob, { q: 'quince' })).items
    return [hit?.author.name, hit?.snippet.map(({ text }) => text).join('')]
  }
  const typed = `<@${zoe.viewer.userId}>`
  expect(await told()).toEqual(['Bob', `quince @Ana Maria and ${typed}`])
  await changeProfile(ana, { name: 'Ana Lucia' })
  await changeProfile(bob, { name: 'Robert' })
  expect(await told()).toEqual(['Robert', `quince @Ana Lucia and ${typed}`])
  await changeProfile(ana, { name: 'Ana Maria' })
  await changeProfile(bob, { name: 'Bob' })
})

test('pages follow each other without a gap or a repetition while others go on writing', async () => {
  const room = await createRoom(ana, { name: 'Long' })
  const said: string[] = []
  for (let i = 0; i < 25; i++) said.unshift((await say(ana, room, `leaf ${i}`)).content)
  await world.background.catchUp()
  const seen: string[] = []
  let cursor: string | null | undefined
  while (cursor !== null) {
    const page = await searched(ana, { q: 'leaf', roomId: room.id, limit: 10, ...(cursor && { cursor }) })
    seen.push(...page.items.map(({ content }) => content))
    cursor = page.nextCursor
    await say(ana, room, 'another leaf')
    await world.background.catchUp()
  }
  expect(seen).toEqual(said)
})

test('edits, deletions, lost membership and deleted rooms take effect at once, before the index knows', async () => {
  const room = await createRoom(ana, { name: 'Pond' }, { member: [bob] })
  const frog = await say(ana, room, 'a frog')
  const newt = await say(ana, room, 'a newt')
  await say(ana, room, 'a heron')
  expect(await found(bob, { q: 'frog' })).toEqual(['a frog'])

  const now = async (q: string) => (await searched(bob, { q })).items.map(({ content }) => content)
  await edit(ana, { messageId: frog.id }, 'a toad')
  expect(await now('frog')).toEqual([])
  expect(await found(bob, { q: 'toad' })).toEqual(['a toad'])
  await remove(ana, { messageId: newt.id })
  expect(await now('newt')).toEqual([])
  expect(await now('heron')).toEqual(['a heron'])
  await removeMember(ana, room.id, bob.viewer.userId)
  expect(await now('heron')).toEqual([])
  await deleteRoom(ana, room.id)
  expect((await searched(ana, { q: 'heron' })).items).toEqual([])
  expect(await found(ana, { q: 'heron' })).toEqual([])
})

test('searches of one person are counted, and of too many at once the oldest give way', async () => {
  const outcomes = await Promise.allSettled([...'abcdefghijklm'].map((q) => searched(ana, { q })))
  const refused = outcomes.flatMap(({ status }, at) => (status === 'rejected' ? [at] : []))
  expect(refused).toEqual([1, 2])
  expect(outcomes[1]).toMatchObject({ reason: { code: 'rate_limited' } })
  const strict = await openWorld({ LIMIT_SEARCHES_PER_10S: '1' })
  const ida = await createUser(strict)
  // Both at once: a first search may take as long as it takes for the next one to be allowed.
  const [first, second] = await Promise.allSettled([searched(ida, { q: 'x' }), searched(ida, { q: 'x' })])
  expect([first.status, second]).toMatchObject(['fulfilled', { reason: { code: 'rate_limited' } }])
})
