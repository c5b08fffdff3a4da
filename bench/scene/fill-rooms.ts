import { eq } from 'drizzle-orm'
import { startBackground } from '#lib/background/start.ts'
import { type Db, openDb, type Queries, type Store } from '#lib/db/open.ts'
import { instance, memberships, messages, rooms, sessions, users } from '#lib/db/schema.ts'
import type { Ear } from '#lib/db/thread.ts'
import { nameOf, type Plan, roomName, sessionOf, startedAt, usual, type Written } from './plan.ts'

const told: Ear = (words, failure) => console.log(words, failure ?? '')
const longFromNow = Date.UTC(2100, 0, 1)
const eachTime = 500

/** Makes a database of Rooms: everybody with a session; with what was written and its index, if so wished. */
export async function fillRooms(
  store: Store,
  { withHistory, plan = usual, hear = told }: { withHistory: boolean; plan?: Plan; hear?: Ear },
): Promise<void> {
  const db = await openDb(store)
  await db.write((tx) => peopleAndRooms(tx, plan))
  if (withHistory) {
    await write(db, plan)
    const background = startBackground(store, hear)
    await background.catchUp()
    await background.stop()
  }
  await db.close()
}

async function peopleAndRooms(tx: Queries, { people, rooms: roomCount, membersOf }: Plan) {
  const numbers = (most: number) => Array.from({ length: most }, (_, n) => n + 1)
  await tx.insert(instance).values({ key: 'founder', value: '1' })
  for (const person of numbers(people)) {
    await tx.insert(users).values({
      id: `${person}`,
      email: `${person}@example.org`,
      name: nameOf(person),
      nameFolded: nameOf(person).toLowerCase(),
      passwordHash: '',
      role: 'member',
      createdAt: startedAt,
    })
    await tx.insert(sessions).values({
      id: sessionOf(person),
      userId: `${person}`,
      kind: 'program',
      userAgent: 'bench',
      address: '127.0.0.1',
      // However long these data are kept, it has not run out: what was begun before lives so long at most.
      createdAt: longFromNow,
      lastSeenAt: longFromNow,
      expiresAt: longFromNow,
    })
  }
  for (const room of numbers(roomCount)) {
    const members = membersOf(room)
    await tx.insert(rooms).values({
      id: `${room}`,
      type: 'chat',
      visibility: 'public',
      name: roomName(room),
      nameFolded: roomName(room).toLowerCase(),
      description: `About ${roomName(room)}`,
      creatorId: `${members[0]}`,
      isActive: true,
      memberCount: members.length,
      activeAt: startedAt,
      createdAt: startedAt,
    })
    const rows = members.map((person) => ({
      roomId: `${room}`,
      userId: `${person}`,
      role: 'member' as const,
      lastReadSeq: 0,
      joinedAt: startedAt,
    }))
    await tx.insert(memberships).values(rows)
  }
}

async function write(db: Db, { history }: Plan) {
  const last = new Map<number, Written>()
  let some: Written[] = []
  const store = () => db.write(async (tx) => void (await tx.insert(messages).values(some.map(row))))
  for (const written of history()) {
    last.set(written.room, written)
    if (some.push(written) < eachTime) continue
    await store()
    some = []
  }
  if (some.length > 0) await store()
  await db.write(async (tx) => {
    for (const [room, { seq, at }] of last)
      await tx
        .update(rooms)
        .set({ lastSeq: seq, revision: seq, lastMessageAt: at, activeAt: at })
        .where(eq(rooms.id, `${room}`))
  })
}

const row = ({ id, room, seq, author, content, at }: Written) => ({
  id: `${id}`.padStart(7, '0'),
  roomId: `${room}`,
  seq,
  revision: seq,
  authorId: `${author}`,
  kind: 'text' as const,
  content,
  mentions: [],
  reactions: [],
  createdAt: at,
})
