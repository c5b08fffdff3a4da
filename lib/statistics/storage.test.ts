import { expect, test } from 'vitest'
import { upload } from '#lib/files/upload.ts'
import { post } from '#lib/messages/post.ts'
import { askForArchive, myArchive } from '#lib/own-data/operations.ts'
import { createRoom, createUser, type Someone } from '../../tests/factories.ts'
import { incoming, photo } from '../../tests/forms.ts'
import { openWorld } from '../../tests/world.ts'
import { storageOf } from './storage.ts'

const world = await openWorld()
const ada = await createUser(world, 'Ada', 'admin')
const bob = await createUser(world, 'Bob')
const cleo = await createUser(world, 'Cleo')

async function send(author: Someone, room: { id: string }, file: ReturnType<typeof incoming>) {
  const { id, sizeBytes } = await upload(author, file)
  await post(author, room.id, { clientId: crypto.randomUUID(), content: '', attachmentIds: [id] })
  return sizeBytes
}

test('what is stored is told by kind, room and person, the largest first', async () => {
  const garden = await createRoom(bob, { name: 'Garden', visibility: 'private' })
  const direct = await createRoom(bob, { visibility: 'direct', userIds: [cleo.viewer.userId] })
  const picture = await send(bob, garden, incoming('a.jpg', await photo()))
  await send(cleo, direct, incoming('a.txt', 'a'.repeat(100)))
  await upload(cleo, incoming('b.txt', 'b'.repeat(20)))
  const stored = await storageOf(ada)
  expect(stored.kinds).toEqual([
    { kind: 'pictures', files: 1, bytes: picture },
    { kind: 'other', files: 2, bytes: 120 },
    { kind: 'film', files: 0, bytes: 0 },
    { kind: 'sound', files: 0, bytes: 0 },
    { kind: 'archives', files: 0, bytes: 0 },
  ])
  expect(stored.rooms).toEqual([
    { room: { id: garden.id, name: 'Garden', visibility: 'private' }, files: 1, bytes: picture },
    { room: { id: direct.id, name: '', visibility: 'direct' }, files: 1, bytes: 100 },
  ])
  expect(stored.people.map(({ person, bytes }) => [person.name, bytes])).toEqual([
    ['Bob', picture],
    ['Cleo', 120],
  ])
  expect(stored.databaseBytes).toBeGreaterThan(0)
  await world.background.catchUp()
  expect((await storageOf(ada)).indexBytes).toBeGreaterThan(0)
})

test('it is for administrators', async () => {
  await expect(storageOf(bob)).rejects.toMatchObject({ code: 'forbidden' })
})

test('an archive of somebody’s own data is counted with what is stored', async () => {
  const before = await world.background.storedBytes()
  await askForArchive(bob)
  await world.work()
  const { sizeBytes } = await myArchive(bob)
  expect(sizeBytes).toBeGreaterThan(0)
  expect((await storageOf(ada)).kinds).toContainEqual({ kind: 'archives', files: 1, bytes: sizeBytes })
  expect((await world.background.storedBytes()) - before).toBe(sizeBytes)
})
