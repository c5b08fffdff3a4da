import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ownRecords } from '#lib/accounts/own-records.ts'
import { shownBy } from '#lib/avatars/shown.ts'
import type { World } from '#lib/context.ts'
import { isRefusal } from '#lib/errors.ts'
import { countSent, sentFiles } from '#lib/files/own-records.ts'
import { countOwn, ownMessages, roomsWrittenIn } from '#lib/messages/own-records.ts'
import { ownRooms } from '#lib/rooms/own-records.ts'
import { english } from '#lib/words/english.ts'
import { entryName } from './entry-name.ts'
import { writeZip, type Zip } from './zip.ts'

type Asked = { id: string; userId: string }
/** Tells how far it is; throws when nobody wants it any more. */
type Tell = (done: number, total: number) => Promise<void>

const text = { shrink: true }

/**
 * Puts all that is somebody's own into one archive in the store, entry after entry: whatever they sent, no
 * more than a piece of it is held. Gives how many bytes it has.
 */
export async function makeArchive(world: World, { id, userId }: Asked, tell: Tell): Promise<number> {
  const { unfinished, store } = world.files
  const folder = join(unfinished, id)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { mode: 0o700 })
  try {
    const path = join(folder, 'archive')
    const to = await open(path, 'wx', 0o600)
    const sizeBytes = await fill(world, userId, writeZip(to), tell).finally(() => to.close())
    await store.put(id, path)
    return sizeBytes
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function fill(world: World, userId: string, zip: Zip, tell: Tell): Promise<number> {
  const on = world.db.read
  const { profile, sessions } = await ownRecords(on, userId, world.now())
  const rooms = await ownRooms(on, userId)
  const total = (await countOwn(on, userId)) + (await countSent(on, userId))
  let done = 0
  const told = async (some: number) => {
    done += some
    await tell(done, Math.max(done, total))
  }
  await told(0)
  const readme = { name: profile.name, at: new Date(world.now()).toISOString() }
  await zip.add('README.txt', [english('departure.readme', readme)], text)
  await zip.add('profile.json', [document(profile)], text)
  const picture = await shownBy(on, userId)
  const drawn = picture && (await world.files.store.read(picture).catch(unlessGone))
  if (drawn) await zip.add('picture.webp', drawn)
  await zip.add('sessions.json', [document(sessions)], text)
  await zip.add('rooms.json', [document(rooms)], text)
  for await (const roomId of roomsWrittenIn(on, userId)) {
    const name = rooms.find((room) => room.id === roomId)?.name
    const lines = async function* () {
      for await (const some of ownMessages(on, userId, roomId)) {
        yield some.map((message) => `${JSON.stringify(message)}\n`).join('')
        await told(some.length)
      }
    }
    // What a room is called that they have left is no longer theirs to know.
    await zip.add(`messages/${name ? `${entryName(name)} ` : ''}${roomId}.ndjson`, lines(), text)
  }
  for await (const file of sentFiles(on, userId)) {
    const bytes = await world.files.store.read(file.id).catch(unlessGone)
    if (bytes) await zip.add(`files/${file.id}/${entryName(file.name)}`, bytes)
    await told(1)
  }
  return zip.end()
}

const document = (data: unknown) => `${JSON.stringify(data, null, 2)}\n`

/** Deleted at this moment. */
function unlessGone(error: unknown): null {
  if (isRefusal(error) && error.code === 'not_found') return null
  throw error
}
