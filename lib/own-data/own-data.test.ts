import { randomUUID } from 'node:crypto'
import { open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { crc32, inflateRawSync } from 'node:zlib'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { deleteAccount } from '#lib/accounts/deletion.ts'
import { changeProfile } from '#lib/accounts/operations.ts'
import { avatars, files, users } from '#lib/db/schema.ts'
import { purgeFiles } from '#lib/files/purge.ts'
import { remove } from '#lib/messages/operations.ts'
import { openDirectRoom } from '#lib/rooms/direct.ts'
import { temporaryFolder } from '../../scripts/tools/program.ts'
import { createRoom, createUser, type Someone, say } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { entryName } from './entry-name.ts'
import { askForArchive, myArchive, purgeArchives, serveArchive } from './operations.ts'
import { writeZip } from './zip.ts'

const idOf = ({ viewer }: Someone) => viewer.userId

/** What an archive holds, as its central directory says, with what each entry claims of itself looked at. */
function unzip(zip: Buffer): Map<string, string> {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  let at = zip.readUInt32LE(end + 16)
  const found = new Map<string, string>()
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, crc, packed, size] = [
      zip.readUInt16LE(at + 10),
      ...[16, 20, 24].map((n) => zip.readUInt32LE(at + n)),
    ]
    const [nameLength, extraLength] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30)]
    const local = zip.readUInt32LE(at + 42)
    expect([14, 18, 22].map((n) => zip.readUInt32LE(local + n))).toEqual([crc, packed, size])
    const began = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const bytes = zip.subarray(began, began + (packed ?? 0))
    const text = method === 8 ? inflateRawSync(bytes) : bytes
    expect([crc32(text), text.length]).toEqual([crc, size])
    found.set(zip.subarray(at + 46, at + 46 + nameLength).toString(), text.toString())
    at += 46 + nameLength + extraLength
  }
  return found
}

async function sendFile(who: Someone, messageId: string, roomId: string, name: string, content: string) {
  const [id, from] = [randomUUID(), join(temporaryFolder('sent'), 'file')]
  await writeFile(from, content)
  await who.files.store.put(id, from)
  const file = { id, name, mimeType: 'text/plain', sizeBytes: content.length, createdAt: who.now() }
  await who.db.write((tx) => tx.insert(files).values({ ...file, uploaderId: idOf(who), messageId, roomId }))
  return id
}

const download = async (who: Someone) => {
  const { stream } = await serveArchive(who)
  if (!stream) throw new Error('nothing came')
  return buffer(stream)
}

async function place() {
  const world = await openWorld()
  const ada = await createUser(world, 'Ada', 'admin')
  return { world, ada, bob: await createUser(world, 'Bob') }
}

test('an archive holds what is its owner’s own, and nothing of others', async () => {
  const { world, ada, bob } = await place()
  const room = await createRoom(ada, { name: '../../etc/<Garden>' }, { member: [bob] })
  await say(ada, room, 'Not mine')
  const mine = await say(bob, room, 'Mine, with an ünusual sign')
  await remove(bob, { messageId: (await say(bob, room, 'Taken back')).id })
  const hostile = [
    '../../../etc/passwd',
    '..\\..\\evil.bat',
    'con.txt',
    '/absolute',
    '...',
    'a\u202etxt.exe',
    'a:b|c',
    'same',
  ]
  const ids: string[] = []
  for (const [n, name] of [...hostile, 'same'].entries())
    ids.push(await sendFile(bob, mine.id, room.id, name, `content ${n}`))
  await sendFile(ada, mine.id, room.id, 'hers', 'of ada')
  const gone = await sendFile(bob, mine.id, room.id, 'gone', 'gone')
  await world.files.store.remove(gone)
  await changeProfile(bob, { pronouns: 'he/him', status: { emoji: null, text: 'Away', until: null } })
  const picture = { id: randomUUID(), userId: idOf(bob), createdAt: world.now() }
  const drawn = join(temporaryFolder('drawn'), 'picture')
  await writeFile(drawn, 'a picture')
  await world.files.store.put(picture.id, drawn)
  await world.db.write(async (tx) => {
    await tx.insert(avatars).values(picture)
    await tx
      .update(users)
      .set({ avatarUrl: '/picture' })
      .where(eq(users.id, idOf(bob)))
  })

  expect(await myArchive(bob)).toMatchObject({ state: 'none' })
  expect(await askForArchive(bob)).toMatchObject({ state: 'making' })
  expect(await askForArchive(bob)).toMatchObject({ state: 'making' })
  await world.work()
  const state = await myArchive(bob)
  expect(state).toMatchObject({ state: 'ready' })
  const zip = await download(bob)
  expect(zip.length).toBe(state.sizeBytes)
  const held = unzip(zip)
  const names = [...held.keys()]
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) {
    expect(name).toMatch(/^(?:[^/\\]+\/)*[^/\\]+$/)
    for (const part of name.split('/'))
      expect(part).not.toMatch(/^\.*$|[.\s]$|[\p{Cc}\u202e<>:"|?*\\]|^con(\.|$)/u)
  }
  for (const [n, id] of ids.entries())
    expect([...held].find(([name]) => name.startsWith(`files/${id}/`))?.[1]).toBe(`content ${n}`)
  const lines = [...held].filter(([name]) => name.startsWith('messages/'))
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0]?.[1].trim() ?? '')).toMatchObject({
    id: mine.id,
    content: 'Mine, with an ünusual sign',
  })
  expect(JSON.parse(held.get('profile.json') ?? '')).toMatchObject({
    id: idOf(bob),
    name: 'Bob',
    pronouns: 'he/him',
    status: { text: 'Away' },
  })
  expect(held.get('picture.webp')).toBe('a picture')
  expect(JSON.parse(held.get('sessions.json') ?? '')).toMatchObject([{ id: bob.viewer.sessionId }])
  expect(JSON.parse(held.get('rooms.json') ?? '')).toMatchObject([{ id: room.id, role: 'member' }])
  expect(held.get('README.txt')).toContain('Bob')
  for (const text of held.values())
    for (const other of ['Not mine', 'of ada', 'Taken back', 'Hash']) expect(text).not.toContain(other)
})

test('it is its owner’s alone, for three days, and ends with the account', async () => {
  const { world, ada, bob } = await place()
  await askForArchive(bob)
  await world.work()
  await expect(serveArchive(ada)).rejects.toMatchObject({ code: 'not_found' })
  expect(await myArchive(ada)).toMatchObject({ state: 'none' })
  const { stream, ...given } = await serveArchive(bob)
  stream?.destroy()
  if (!('stillMay' in given)) throw new Error('no right is asked')
  await expect(given.stillMay()).resolves.toBeTruthy()
  world.pass(3 * 86_400_000)
  await expect(given.stillMay()).rejects.toMatchObject({ code: 'not_found' })
  await expect(serveArchive(bob)).rejects.toMatchObject({ code: 'not_found' })
  await purgeArchives(world)
  const again = await askForArchive(bob)
  expect(again).toMatchObject({ state: 'making' })
  await world.work()
  await deleteAccount(ada, idOf(bob), '192.0.2.7')
  await expect(serveArchive(bob)).rejects.toMatchObject({ code: 'not_found' })
  const left = await world.db.read
    .select()
    .from(files)
    .where(eq(files.uploaderId, idOf(bob)))
  expect(left.length).toBeGreaterThan(0)
  await purgeFiles(world)
  for (const { id } of left)
    await expect(world.files.store.read(id)).rejects.toMatchObject({ code: 'not_found' })
})

test('one that is asked for while its owner is deleted leaves nothing', async () => {
  const { world, ada, bob } = await place()
  await askForArchive(bob)
  await deleteAccount(ada, idOf(bob), '192.0.2.7')
  await world.work().catch(() => undefined)
  expect(await myArchive(bob)).toMatchObject({ state: 'none' })
})

test('a room with the longest names is a file that can be written', async () => {
  const { world, bob } = await place()
  const people: string[] = []
  for (let n = 0; n < 7; n += 1) people.push(idOf(await createUser(world, `${'名'.repeat(78)}${n}`)))
  const direct = await openDirectRoom(bob, { visibility: 'direct', type: 'video', userIds: people })
  await say(bob, direct)
  await say(bob, await createRoom(bob, { name: '室'.repeat(80) }))
  await askForArchive(bob)
  await world.work()
  const written = [...unzip(await download(bob)).keys()].filter((name) => name.startsWith('messages/'))
  expect(written).toHaveLength(2)
  for (const name of written) expect(Buffer.byteLength(name.split('/')[1] ?? '')).toBeLessThanOrEqual(255)
})

test('so many archives a day, and none while one is made', async () => {
  const { world, bob } = await place()
  for (let n = 0; n < 3; n += 1) {
    await askForArchive(bob)
    await world.work()
  }
  await expect(askForArchive(bob)).rejects.toMatchObject({ code: 'rate_limited' })
})

test('an archive is written piece by piece', async () => {
  const path = join(temporaryFolder('zip'), 'archive')
  const to = await open(path, 'w+')
  const zip = writeZip(to)
  const pieces = async function* () {
    for (let n = 0; n < 200; n += 1) yield 'x'.repeat(10_000)
  }
  await zip.add('large', pieces(), { shrink: true })
  await zip.add('empty', [])
  await zip.add('é', Readable.from([Buffer.from('bytes')]))
  const broken = async function* () {
    yield 'a'
    throw new Error('No')
  }
  await expect(zip.add('broken', broken())).rejects.toThrow('No')
  const bytes = await zip.end()
  const written = await to.readFile()
  await to.close()
  expect(bytes).toBeLessThan(20_000)
  expect(unzip(written).get('large')).toHaveLength(2_000_000)
  expect([...unzip(written).keys()]).toEqual(['large', 'empty', 'é'])
})

test.each([
  ['../../a', 'a'],
  ['a/b', 'b'],
  ['NUL', '_NUL'],
  ['com1.txt', '_com1.txt'],
  ['a. . .', 'a'],
  ['..', 'file'],
  ['a<b>', 'a_b_'],
  ['conference.txt', 'conference.txt'],
  [`${'Я'.repeat(250)}.pdf`, `${'Я'.repeat(98)}.pdf`],
  [`${'👩‍👩‍👧'.repeat(30)}`, `${'👩‍👩‍👧'.repeat(11)}`],
])('%s is %s in an archive', (given, name) => {
  expect(entryName(given)).toBe(name)
})
