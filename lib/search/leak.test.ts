import { text } from 'node:stream/consumers'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exportRoom } from '#lib/export/operations.ts'
import { pin } from '#lib/messages/operations.ts'
import { pinsOf } from '#lib/messages/pins.ts'
import { removeMember } from '#lib/rooms/members.ts'
import { save } from '#lib/saved/operations.ts'
import { listSaved } from '#lib/saved/queries.ts'
import { createRoom, createUser, type Someone, say } from '../../tests/factories.ts'
import { searched } from '../../tests/found.ts'
import { openWorld } from '../../tests/world.ts'

const world = await openWorld({ LIMIT_SEARCHES_PER_10S: '1000000' })

const people: Someone[] = []
for (let i = 0; i < 6; i++) people.push(await createUser(world, `Person ${i}`))
const owner = await createUser(world, 'Owner')

/** Everything one gets by every door that gives texts, in one string; a refusal gives nothing. */
async function everythingOf(who: Someone, roomId: string, word: string): Promise<string> {
  const ask = (query: object) => searched(who, { limit: 100, ...query })
  const doors = [
    () => ask({ q: word }),
    () => ask({ q: word.slice(0, 2) }),
    () => ask({ q: 'common' }),
    () => ask({ q: `from:owner "${word}"` }),
    () => ask({ q: word, roomId }),
    () => ask({ q: `in:${roomId} common` }),
    () => pinsOf(who, roomId, { limit: 100 }),
    () => listSaved(who, { limit: 100 }),
    async () => {
      const { stream } = await exportRoom(who, roomId, 'html', 'https://rooms.test')
      return stream && text(stream)
    },
  ]
  let all = ''
  for (const door of doors) all += JSON.stringify(await door().catch(() => null))
  return all
}

test('no door tells a word of a room to somebody who may not read it, and all tell it to its members', async () => {
  const memberships = fc.array(fc.subarray(people.map((_, i) => i)), { minLength: 3, maxLength: 3 })
  const leavers = fc.infiniteStream(fc.boolean())
  await fc.assert(
    fc.asyncProperty(memberships, leavers, async (rooms, leaves) => {
      const made = []
      for (const inside of rooms) {
        const member = inside.flatMap((i) => people[i] ?? [])
        const room = await createRoom(owner, { visibility: 'private' }, { member })
        const word = `w${room.id.toLowerCase().replace(/[^a-z0-9]/g, 'x')}`
        const message = await say(owner, room, `common ${word} talk`)
        await pin(owner, { messageId: message.id }, true)
        for (const one of member) await save(one, message.id)
        const gone = new Set(member.filter(() => leaves.next().value))
        made.push({ room, word, message, readers: new Set(member.filter((one) => !gone.has(one))), gone })
      }
      await world.background.catchUp()
      // After the index has learnt of them: a right ends at once all the same.
      for (const { room, gone } of made)
        for (const one of gone) await removeMember(owner, room.id, one.viewer.userId)
      for (const { room, word, readers } of made)
        for (const one of people) {
          const told = await everythingOf(one, room.id, word)
          if (readers.has(one)) expect(told.split(word).length).toBeGreaterThan(8)
          else expect(told).not.toContain(word)
        }
    }),
    { numRuns: 4 },
  )
}, 60_000)
