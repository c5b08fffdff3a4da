import { inArray } from 'drizzle-orm'
import { personColumns, users } from '#lib/accounts/columns.ts'
import type { Context } from '#lib/context.ts'
import { dialect } from '#lib/db/dialect.ts'
import { bytesOfDatabase } from '#lib/db/size.ts'
import { type Taken, takenByPerson, takenByRoom, takenByType } from '#lib/files/sums.ts'
import { requireAdministrator } from '#lib/instance/require-administrator.ts'
import { takenByArchives } from '#lib/own-data/sums.ts'
import { rooms } from '#lib/rooms/columns.ts'
import { bytesOfIndex } from '#lib/search/size.ts'
import type { Storage } from './schema.ts'

const most = 50

/** What is stored: by kind, room and person. For administrators. */
export async function storageOf({ db, env, viewer }: Context): Promise<Storage> {
  requireAdministrator(viewer)
  const on = db.read
  const store = { url: env.DATABASE_URL, dataDir: env.DATA_DIR, synchronous: env.SQLITE_SYNCHRONOUS }
  const [byType, byRoom, byPerson] = [
    await takenByType(on),
    await takenByRoom(on, most),
    await takenByPerson(on, most),
  ]
  const named = await on
    .select({ id: rooms.id, name: rooms.name, visibility: rooms.visibility })
    .from(rooms)
    .where(
      inArray(
        rooms.id,
        byRoom.map(({ roomId }) => roomId),
      ),
    )
  const people = await on
    .select(personColumns)
    .from(users)
    .where(
      inArray(
        users.id,
        byPerson.map(({ userId }) => userId),
      ),
    )
  const indexBytes = await bytesOfIndex(on, store)
  const all = await bytesOfDatabase(on, store)
  return {
    kinds: kindsOf(byType, await takenByArchives(on)),
    rooms: byRoom.flatMap(({ roomId, ...taken }) => {
      const room = named.find(({ id }) => id === roomId)
      return room ? [{ room, ...taken }] : []
    }),
    people: byPerson.flatMap(({ userId, ...taken }) => {
      const person = people.find(({ id }) => id === userId)
      return person ? [{ person, ...taken }] : []
    }),
    databaseBytes: dialect === 'postgres' ? all - indexBytes : all,
    indexBytes,
  }
}

type Kind = Storage['kinds'][number]['kind']
const kinds: [prefix: string, kind: Kind][] = [
  ['image/', 'pictures'],
  ['video/', 'film'],
  ['audio/', 'sound'],
]

function kindsOf(byType: (Taken & { mimeType: string })[], archives: Taken): Storage['kinds'] {
  const sums: Record<Kind, Taken> = {
    pictures: { files: 0, bytes: 0 },
    film: { files: 0, bytes: 0 },
    sound: { files: 0, bytes: 0 },
    other: { files: 0, bytes: 0 },
    archives,
  }
  for (const { mimeType, files, bytes } of byType) {
    const [, kind = 'other'] = kinds.find(([prefix]) => mimeType.startsWith(prefix)) ?? []
    sums[kind].files += files
    sums[kind].bytes += bytes
  }
  return Object.entries(sums)
    .map(([kind, taken]) => ({ kind: kind as Kind, ...taken }))
    .sort((one, other) => other.bytes - one.bytes)
}
