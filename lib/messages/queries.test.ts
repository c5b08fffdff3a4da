import { describe, expect, test } from 'vitest'
import { changeRoom } from '#lib/rooms/operations.ts'
import { createRoom, createUser, type Someone, say, sayInThread } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { remove } from './operations.ts'
import { history } from './queries.ts'
import { historyQuery } from './schema.ts'

const world = await openWorld()
const ana = await createUser(world, 'Ana')
const bob = await createUser(world, 'Bob')
const eve = await createUser(world, 'Eve')

async function roomOf(messages: number) {
  const room = await createRoom(ana, {}, { member: [bob] })
  for (let i = 1; i <= messages; i++) await say(i % 2 ? ana : bob, room, `message ${i}`)
  return room
}

const tenMessages = await roomOf(10)

describe('a page of history', () => {
  const page = async (someone: Someone, room: { id: string }, query: object) => {
    const {
      items,
      threads: _,
      from,
      to,
      ...ends
    } = await history(someone, room.id, historyQuery.parse(query))
    expect(items.every(({ seq }) => seq >= from && seq <= to)).toBe(true)
    return { seqs: items.map((message) => message.seq), ...ends }
  }

  test.each([
    [{}, [6, 7, 8, 9, 10], true, false],
    [{ before: 11 }, [6, 7, 8, 9, 10], true, false],
    [{ before: 6 }, [1, 2, 3, 4, 5], false, true],
    [{ before: 3 }, [1, 2], false, true],
    [{ before: 1 }, [], false, true],
    [{ before: 0 }, [], false, true],
    [{ before: 1_000 }, [6, 7, 8, 9, 10], true, false],
    [{ after: 0 }, [1, 2, 3, 4, 5], false, true],
    [{ after: 5 }, [6, 7, 8, 9, 10], true, false],
    [{ after: 8 }, [9, 10], true, false],
    [{ after: 10 }, [], true, false],
    [{ after: 1_000 }, [], true, false],
    [{ around: 5 }, [3, 4, 5, 6, 7], true, true],
    [{ around: 1 }, [1, 2, 3, 4, 5], false, true],
    [{ around: 10 }, [6, 7, 8, 9, 10], true, false],
    [{ around: 1_000 }, [6, 7, 8, 9, 10], true, false],
  ])('%j', async (query, seqs, hasBefore, hasAfter) => {
    const room = await tenMessages
    expect(await page(bob, room, { ...query, limit: 5 })).toEqual({ seqs, hasBefore, hasAfter, revision: 10 })
  })

  test('of an empty room, and of one message', async () => {
    const ends = { hasBefore: false, hasAfter: false }
    expect(await page(ana, await roomOf(0), {})).toEqual({ seqs: [], ...ends, revision: 0 })
    expect(await page(ana, await roomOf(1), {})).toEqual({ seqs: [1], ...ends, revision: 1 })
  })

  test('walks through everything in both directions without gap or repetition', async () => {
    const room = await roomOf(23)
    const walk = async (direction: 'before' | 'after', start: number) => {
      const seen: number[] = []
      for (let at: number | undefined = start; at !== undefined; ) {
        const { seqs, hasBefore, hasAfter } = await page(bob, room, { [direction]: at, limit: 5 })
        seen.push(...(direction === 'before' ? seqs.toReversed() : seqs))
        at = (direction === 'before' ? hasBefore : hasAfter) ? seen.at(-1) : undefined
      }
      return seen
    }
    const all = Array.from({ length: 23 }, (_, i) => i + 1)
    expect(await walk('after', 0)).toEqual(all)
    expect(await walk('before', 24)).toEqual(all.toReversed())
  })

  test('leaves out what stands in threads alone, and tells of its numbers all the same', async () => {
    const room = await createRoom(ana, {}, { member: [bob] })
    const first = await say(ana, room, 'first')
    for (let i = 0; i < 3; i++) await sayInThread(bob, first)
    await say(bob, room, 'between')
    await sayInThread(bob, first, { inRoom: true })
    await sayInThread(ana, first)
    const told = async (query: object) => {
      const page = await history(bob, room.id, historyQuery.parse({ limit: 2, ...query }))
      return { ...page, items: page.items.map(({ seq }) => seq), threads: page.threads.length }
    }
    const whole = { items: [1, 5, 6], from: 1, to: 7, threads: 1, hasBefore: false, hasAfter: false }
    expect(await told({ limit: 50 })).toMatchObject(whole)
    expect(await told({})).toMatchObject({ items: [5, 6], from: 5, to: 7, hasBefore: true, hasAfter: false })
    expect(await told({ before: 5 })).toMatchObject({ items: [1], from: 1, to: 4, hasAfter: true })
    expect(await told({ after: 1 })).toMatchObject({ items: [5, 6], from: 2, to: 7, hasAfter: false })
    expect(await told({ after: 6 })).toMatchObject({ items: [], from: 7, to: 7, hasAfter: false })
    expect(await told({ around: 3 })).toMatchObject({ items: [1, 5], from: 1, to: 5, hasAfter: true })
  })

  test('keeps the place of what was deleted', async () => {
    const room = await roomOf(2)
    const { items } = await history(ana, room.id, historyQuery.parse({}))
    await remove(ana, { messageId: items[0]?.id ?? '' })
    expect(await page(ana, room, {})).toMatchObject({ seqs: [1, 2], revision: 3 })
  })

  test('is for members, of archived rooms too', async () => {
    const room = await roomOf(1)
    await expect(page(eve, room, {})).rejects.toMatchObject({ code: 'forbidden' })
    await changeRoom(ana, room.id, { isActive: false })
    expect(await page(bob, room, {})).toMatchObject({ seqs: [1] })
  })
})

test.each(['before', 'after', 'around'] as const)(
  'a page %s a number no message will ever have',
  async (where) => {
    for (const seq of [2 ** 31, Number.MAX_SAFE_INTEGER]) {
      const { items, to } = await history(ana, tenMessages.id, historyQuery.parse({ [where]: seq, limit: 3 }))
      expect(items.map((message) => message.seq)).toEqual(where === 'after' ? [] : [8, 9, 10])
      expect(to).toBe(where === 'after' ? seq : 10)
    }
  },
)
