import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { removeMember } from '#lib/rooms/members.ts'
import { getRoom } from '#lib/rooms/queries.ts'
import { createRoom, createUser, say } from '../../tests/factories.ts'
import { mentioning } from '../../tests/mentioning.ts'
import { openWorld } from '../../tests/world.ts'
import { mentionedBy } from './markdown/mentioned.ts'
import { edit } from './operations.ts'

const world = await openWorld()
const ana = await createUser(world, 'Ana')
const bob = await createUser(world, 'Bob')
const mark = `<@${bob.viewer.userId}>`
const cases = Object.entries(mentioning).map(([where, { write, mentions }]) => ({
  where,
  text: write(mark),
  mentioned: mentions ? [bob.viewer.userId] : [],
}))

describe('a mention is what is drawn as one', () => {
  test.each(cases)('$where', async ({ text, mentioned }) => {
    expect(mentionedBy(text)).toEqual(mentioned)
    const room = await createRoom(ana, {}, { member: [bob] })
    world.forget()
    const message = await say(ana, room, text)
    expect(message).toMatchObject({ content: text, mentions: mentioned })
    expect(world.heardOf('room:activity')).toMatchObject([{ audience: { mentioned } }])
    expect(await getRoom(bob, room.id)).toMatchObject({ mentionCount: mentioned.length })
    const other = await say(ana, room, 'Hello')
    expect(await edit(ana, { messageId: other.id }, text)).toMatchObject({ mentions: mentioned })
    expect(await getRoom(bob, room.id)).toMatchObject({ mentionCount: 2 * mentioned.length })
  })

  test('everybody is not mentioned in code either', async () => {
    const room = await createRoom(ana, {}, { member: [bob] })
    expect(await say(ana, room, '`<@room>`')).toMatchObject({ mentions: [] })
    expect(await say(ana, room, '<@room>')).toMatchObject({ mentions: ['room'] })
    expect(await getRoom(bob, room.id)).toMatchObject({ unreadCount: 2, mentionCount: 1 })
  })

  test('who was mentioned and has left stays so when something else is edited; nobody new from outside', async () => {
    const eve = await createUser(world, 'Eve')
    const room = await createRoom(ana, {}, { member: [bob] })
    const message = await say(ana, room, `Ask ${mark}`)
    await removeMember(ana, room.id, bob.viewer.userId)
    const edited = await edit(ana, { messageId: message.id }, `Please ask ${mark} or <@${eve.viewer.userId}>`)
    expect(edited.mentions).toEqual([bob.viewer.userId])
    expect(await say(ana, room, mark), 'nor is he mentioned anew').toMatchObject({ mentions: [] })
  })
})

test('whatever a fence holds, it mentions nobody, and what stands around it does', () => {
  const piece = fc.constantFrom('<@in>', ' ', '\n', '`', '*', '_', '>', '- ', '[', '](', ')', 'a', '\\', '|')
  const held = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(held, fc.constantFrom('`````', '~~~~~'), (inside, sign) => {
      expect(mentionedBy(`<@before>\n${sign}\n${inside}\n${sign}\n<@after>`)).toEqual(['before', 'after'])
      expect(mentionedBy(`<@before>\n${sign}\n${inside}`)).toEqual(['before'])
    }),
    { numRuns: 3_000 },
  )
})
