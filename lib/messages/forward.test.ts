import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { messages } from '#lib/db/schema.ts'
import { serveFile } from '#lib/files/serve.ts'
import { upload } from '#lib/files/upload.ts'
import { allowed } from '#lib/limits.ts'
import { addMember, removeMember } from '#lib/rooms/members.ts'
import { changeRoom } from '#lib/rooms/operations.ts'
import { getRoom } from '#lib/rooms/queries.ts'
import { createRoom, createUser, type Someone, say } from '../../tests/factories.ts'
import { incoming, picture } from '../../tests/forms.ts'
import { openWorld } from '../../tests/world.ts'
import { originOf, passedOn } from './forward.ts'
import { mentionedBy } from './markdown/mentioned.ts'
import { edit, remove } from './operations.ts'
import { post } from './post.ts'
import { history } from './queries.ts'
import { newMessage } from './schema.ts'

const world = await openWorld({ LIMIT_UPLOADS_PER_MIN: '1000', LIMIT_MESSAGES_PER_5S: '1000' })
const [ana, bob, cy] = [
  await createUser(world, 'Ana'),
  await createUser(world, 'Bob'),
  await createUser(world, 'Cy'),
]
const dot = await picture('png', 4, 4)
/** Bob is in both rooms, Ana in the first, Cy in the second. */
const [secret, garden] = [
  await createRoom(ana, { name: 'Secret', visibility: 'private' }, { member: [bob] }),
  await createRoom(cy, { name: 'Garden', visibility: 'private' }, { member: [bob] }),
]
const forward = (someone: Someone, to: { id: string }, forwardOf: string, clientId = randomUUID()) =>
  post(someone, to.id, { clientId, content: '', forwardOf })
const read = async (someone: Someone, fileId: string) => {
  const { stream } = await serveFile(someone, fileId, () => undefined)
  if (!stream) throw new Error('it came without its bytes')
  return buffer(stream)
}
const notThere = { code: 'not_found' }
const nowhere = { room: null, seq: null }

describe('a message that is forwarded', () => {
  test('says what it said, whose words those are, and nothing of where it was said', async () => {
    const said = await say(ana, secret, `Ask <@${bob.viewer.userId}> and <@room>, not \`x\``)
    const { message } = await forward(bob, garden, said.id)
    expect(message).toMatchObject({
      content: 'Ask @Bob and @room, not `x`',
      author: { id: bob.viewer.userId },
      forwarded: { author: { id: ana.viewer.userId, name: 'Ana' } },
      mentions: [],
      replyTo: null,
    })
    const shown = (await history(cy, garden.id, { limit: 1 })).items[0]
    expect(shown).toEqual(message)
    for (const hidden of [secret.id, 'Secret', said.id, bob.viewer.userId.concat('>')])
      expect(JSON.stringify(shown).includes(hidden), hidden).toBe(false)
    expect(await getRoom(cy, garden.id), 'it calls nobody').toMatchObject({ mentionCount: 0 })
  })
  test('grows beyond no limit by the names in it', async () => {
    const long = await createUser(world, 'L'.repeat(80))
    const { messageChars } = allowed()
    const mark = `<@${long.viewer.userId}>`
    const said = await say(ana, secret, mark.repeat(Math.floor(messageChars / mark.length)))
    const { content } = (await forward(bob, garden, said.id)).message
    expect(content.length).toBeLessThanOrEqual(messageChars)
    expect(content).toMatch(/^(@L+…)+$/)
  })

  test('calls nobody by what is left of a name, nor by how somebody is named', async () => {
    const eve = await createUser(world, '<@room>')
    await addMember(ana, secret.id, { userId: eve.viewer.userId, role: 'member' })
    const said = await say(ana, secret, `<<@room>> and <@${eve.viewer.userId}>`)
    const { message } = await forward(bob, garden, said.id)
    expect(message.content).toBe('@room> and @@room>')
    expect(mentionedBy(message.content)).toEqual([])
  })

  test('goes without the picture of a card that came after its files were copied', async () => {
    const said = await say(ana, secret, 'https://example.org/')
    const image = { url: '/api/v1/files/late', width: 4, height: 4 }
    const card = {
      id: 'late',
      url: 'https://example.org/',
      title: 'Late',
      description: '',
      siteName: '',
      image,
    }
    await world.db.write((tx) =>
      tx
        .update(messages)
        .set({ previews: [card] })
        .where(eq(messages.id, said.id)),
    )
    const passed = await world.db.write((tx) => passedOn(tx, bob.viewer, said.id, new Map(), world.now()))
    expect(passed.previews).toMatchObject([{ title: 'Late', image: null }])
  })

  test('tells where it comes from only to who may see that room, at that moment', async () => {
    const dan = await createUser(world, 'Dan')
    const attic = await createRoom(ana, { name: 'Attic', visibility: 'private' }, { member: [bob, dan] })
    const hall = await createRoom(bob, { name: 'Hall', visibility: 'private' }, { member: [dan, cy] })
    const said = await say(ana, attic, 'Up here')
    const { message } = await forward(bob, hall, said.id)
    const place = { roomId: hall.id, messageId: message.id }
    const told = { room: { id: attic.id, name: 'Attic' }, seq: said.seq }
    expect(await originOf(dan, place)).toMatchObject(told)
    expect(await originOf(cy, place)).toEqual(nowhere)
    await expect(originOf(ana, place), 'not in the room it was forwarded to').rejects.toMatchObject(notThere)
    await removeMember(ana, attic.id, dan.viewer.userId)
    expect(await originOf(dan, place)).toEqual(nowhere)
    await changeRoom(ana, attic.id, { visibility: 'public' })
    expect(await originOf(dan, place), 'its name can be known').toEqual({
      room: expect.objectContaining({ name: 'Attic' }),
      seq: null,
    })
    const plain = { roomId: hall.id, messageId: (await say(bob, hall)).id }
    await expect(originOf(bob, plain)).rejects.toMatchObject(notThere)
  })

  test('brings its files along as files of their own', async () => {
    const file = await upload(ana, incoming('dot.png', dot))
    const said = (
      await post(ana, secret.id, { clientId: randomUUID(), content: 'Look', attachmentIds: [file.id] })
    ).message
    const clientId = randomUUID()
    const { message } = await forward(bob, garden, said.id, clientId)
    const again = await forward(bob, garden, said.id, clientId)
    expect(again).toMatchObject({ fresh: false, message: { id: message.id } })
    const [copy] = message.attachments
    if (!copy) throw new Error('it came without its file')
    expect(copy).toMatchObject({ name: 'dot.png', width: 4, height: 4 })
    expect(copy.id).not.toBe(file.id)
    expect(await read(cy, copy.id)).toEqual(await read(ana, file.id))
    await expect(read(cy, file.id), 'the original stays where it is').rejects.toMatchObject(notThere)
    await expect(read(ana, copy.id)).rejects.toMatchObject(notThere)

    await remove(ana, { messageId: said.id })
    expect((await read(cy, copy.id)).length).toBeGreaterThan(0)
    await remove(bob, { messageId: message.id })
    await expect(read(cy, copy.id)).rejects.toMatchObject(notThere)
    expect((await history(cy, garden.id, { limit: 1 })).items[0]).not.toHaveProperty('forwarded')
  })

  test('is taken back, not changed; forwarded again it stays theirs who said it', async () => {
    const said = await say(ana, secret, 'As it is')
    const { message } = await forward(bob, garden, said.id)
    await expect(edit(bob, { messageId: message.id }, 'Otherwise')).rejects.toMatchObject({
      code: 'forbidden',
    })
    const hall = await createRoom(cy)
    const further = (await forward(cy, hall, message.id)).message
    expect(further).toMatchObject({ content: 'As it is', forwarded: { author: { name: 'Ana' } } })
    const place = { roomId: hall.id, messageId: further.id }
    expect(await originOf(cy, place), 'Cy may not see the first room').toEqual(nowhere)
  })

  test('was read by who forwards it, is there, and goes where they may write', async () => {
    const said = await say(ana, secret, 'Between us')
    await expect(forward(cy, garden, said.id)).rejects.toMatchObject(notThere)
    await expect(
      forward(bob, await createRoom(ana, { visibility: 'private' }), said.id),
    ).rejects.toMatchObject(notThere)
    await remove(ana, { messageId: said.id })
    await expect(forward(bob, garden, said.id)).rejects.toMatchObject({ code: 'conflict' })
    await expect(forward(bob, garden, 'nothing')).rejects.toMatchObject(notThere)
    expect((await history(cy, garden.id, { limit: 50 })).items.map(({ content }) => content)).not.toContain(
      'Between us',
    )
  })

  test('stands alone', () => {
    const of = { clientId: randomUUID(), forwardOf: 'one' }
    expect(newMessage.safeParse({ ...of, content: '' }).success).toBe(true)
    for (const more of [{ content: 'words' }, { content: '', replyToId: 'another' }])
      expect(newMessage.safeParse({ ...of, ...more }).success).toBe(false)
  })
})
