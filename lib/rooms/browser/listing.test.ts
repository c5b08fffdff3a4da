import { expect, test } from 'vitest'
import { notFound, Refusal } from '#lib/errors.ts'
import type { Page } from '#lib/http/schema.ts'
import type { Room } from '../schema.ts'
import { createListing } from './listing.ts'

const room = (id: string, more: Partial<Room> = {}) =>
  ({ id, name: id, role: 'member', lastSeq: 0, unreadCount: 0, ...more }) as Room

/** A server whose answers are given when a test says so, as they were when they were asked for. */
function aServer(rooms: Room[], perPage = 2) {
  const waiting: (() => void)[] = []
  const answers = <T>(make: () => T) => {
    let outcome: { value: T } | { error: unknown }
    try {
      outcome = { value: make() }
    } catch (error) {
      outcome = { error }
    }
    return new Promise<T>((resolve, reject) =>
      waiting.push(() => ('value' in outcome ? resolve(outcome.value) : reject(outcome.error))),
    )
  }
  const asked: string[] = []
  return {
    rooms,
    asked,
    page: (cursor: string) =>
      answers((): Page<Room> => {
        asked.push(`page ${cursor}`)
        const from = cursor === '' ? 0 : rooms.findIndex(({ id }) => id === cursor) + 1
        const items = rooms.slice(from, from + perPage)
        const isEnd = from + perPage >= rooms.length
        return { items, nextCursor: isEnd ? null : (items.at(-1)?.id ?? null) }
      }),
    room: (roomId: string) =>
      answers(() => {
        asked.push(roomId)
        const found = rooms.find(({ id }) => id === roomId)
        if (!found) throw notFound('room')
        return found
      }),
    /** Gives the answers that wait, and waits for what is done with them. */
    answer: async () => {
      for (const give of waiting.splice(0)) give()
      await new Promise((turn) => setTimeout(turn))
      return waiting.length
    },
    answerAll: async () => {
      while ((await server.answer()) > 0);
    },
  }
}
let server: ReturnType<typeof aServer>

function start(rooms: Room[], first = rooms.slice(0, 2)) {
  server = aServer(rooms)
  const list = createListing(first, server)
  return { server, list, ids: () => list.get().rooms.map(({ id }) => id) }
}
const five = () => ['a', 'b', 'c', 'd', 'e'].map((id) => room(id))

test('the rest comes page by page, each room once and in place', async () => {
  const { list, ids } = start(five())
  void list.load()
  await server.answer()
  expect(ids()).toEqual(['a', 'b'])
  await server.answer()
  expect(ids()).toEqual(['a', 'b', 'c', 'd'])
  await server.answerAll()
  expect(ids()).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(server.asked).toEqual(['page ', 'page b', 'page d'])
})

test('a room that is removed while its page is on its way does not come back', async () => {
  const { list, ids } = start(five())
  void list.load()
  await server.answer()
  server.rooms.splice(2, 1)
  // The page with it was answered before.
  list.drop('c')
  list.drop('d')
  await server.answerAll()
  expect(ids().sort(), 'one that was left only for a moment does').toEqual(['a', 'b', 'd', 'e'])
})

test('what is heard of a room while its page is on its way holds, and the rest is asked for', async () => {
  const { list } = start(five())
  void list.load()
  list.changeOne('a', (one) => ({ ...one, name: 'renamed', lastSeq: 7 }))
  server.rooms[0] = room('a', { name: 'renamed', lastSeq: 7, unreadCount: 3 })
  await server.answer()
  expect(list.find('a')).toMatchObject({ name: 'renamed', lastSeq: 7 })
  await server.answerAll()
  expect(list.find('a')).toMatchObject({ name: 'renamed', unreadCount: 3 })
})

test('a room that moves to the front between two pages is neither lost nor doubled', async () => {
  const { list, ids } = start(five())
  void list.load()
  await server.answer()
  server.rooms.unshift(...server.rooms.splice(4, 1))
  server.rooms.unshift(...server.rooms.splice(2, 1))
  void list.ask('e')
  await server.answerAll()
  expect(ids().sort()).toEqual(['a', 'b', 'c', 'd', 'e'])
})

test('a room of this page that is in no page is asked for, and goes if it is gone', async () => {
  const { list, ids } = start(five(), [room('a'), room('gone'), room('archived')])
  const asRoom = server.room
  server.room = (id) =>
    id === 'archived' ? Promise.resolve(room('archived', { isActive: false })) : asRoom(id)
  void list.load()
  await server.answerAll()
  expect(ids().sort()).toEqual(['a', 'archived', 'b', 'c', 'd', 'e'])
  expect(list.find('archived')).toMatchObject({ isActive: false })
})

test('a room that changes under every answer is asked for a few times and then left', async () => {
  const { list } = start(five())
  void list.ask('a')
  for (let n = 1; n <= 10; n++) {
    list.changeOne('a', (one) => ({ ...one, lastSeq: n }))
    await server.answer()
  }
  expect(server.asked).toEqual(['a', 'a', 'a'])
  expect(list.find('a')).toMatchObject({ lastSeq: 10 })
})

test('asked for twice at once, the second one gets an answer that is younger than its question', async () => {
  const { list } = start(five())
  const first = list.ask('c')
  server.rooms[2] = room('c', { name: 'new' })
  const second = list.ask('c')
  await server.answerAll()
  await Promise.all([first, second])
  expect(list.find('c')).toMatchObject({ name: 'new' })
  expect(server.asked).toEqual(['c', 'c'])
})

test('of two loads the later one goes on; one that fails keeps what came', async () => {
  const { list, ids } = start(five())
  void list.load()
  void list.load()
  await server.answerAll()
  expect(ids()).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(server.asked).toEqual(['page ', 'page ', 'page b', 'page d'])
  server.page = () => Promise.reject(new Refusal('forbidden', 'rooms.joinFirst'))
  await list.load()
  expect(list.get()).toMatchObject({ failure: { reason: 'rooms.joinFirst' }, rooms: five() })
})
