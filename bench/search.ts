/*
 * How long does a search take among 200,000 messages in 1,000 rooms? From the question to the
 * answer as it goes out, the way to the thread and back included, for words of every kind, and for
 * somebody who is in all rooms, in some, and in two small ones. CPU is of the whole process. The ratio
 * compares with folding and reading every message, which is what a search without an index does.
 *   DATABASE_URL=postgres:// node bench/search.ts   the same on a PostgreSQL started for it
 */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { startBackground } from '#lib/background/start.ts'
import { openDb } from '#lib/db/open.ts'
import { memberships, messages, rooms, users } from '#lib/db/schema.ts'
import { keyOf } from '#lib/search/normalize.ts'
import { soughtIn } from '#lib/search/parse-query.ts'
import { searchQuery } from '#lib/search/schema.ts'
import { createDatabase, startPostgres } from '../scripts/tools/postgres.ts'
import { numbersFrom, often, someWords, vocabulary } from './scene/words.ts'
import { median, quantile } from './show/figures.ts'

const count = Number(process.argv[2] ?? 200_000)
const roomCount = 1_000
const times = 60

const postgres = process.env.DATABASE_URL ? await startPostgres() : null
const dataDir = mkdtempSync(join(tmpdir(), 'rooms-bench-'))
const store = {
  url: postgres ? await createDatabase(postgres.url) : '',
  dataDir,
  synchronous: 'NORMAL' as const,
}
const db = await openDb(store)

const random = numbersFrom(42)
const sentence = (at: number) => {
  const words = someWords(random)
  if (at % 3 === 0) words.push('coffee')
  if (at % 50 === 0) words.push('東京タワーに行きました')
  if (at === 777) words.push('zugzwang')
  return words.join(' ')
}

const people = { everywhere: roomCount, often: 200, somewhere: 40, hardly: 2 }
type Person = keyof typeof people
const startedAt = Date.now() - count * 60_000
await db.write(async (tx) => {
  const account = (id: string) => ({
    id,
    email: `${id}@example.org`,
    name: id,
    nameFolded: id,
    passwordHash: '',
    role: 'member' as const,
    createdAt: startedAt,
  })
  await tx.insert(users).values(Object.keys(people).map(account))
  for (let at = 0; at < roomCount; at++)
    await tx.insert(rooms).values({
      id: `room-${at}`,
      type: 'chat',
      visibility: 'private',
      name: `Room ${at}`,
      nameFolded: `room ${at}`,
      description: '',
      creatorId: 'everywhere',
      isActive: true,
      activeAt: startedAt,
      createdAt: startedAt,
    })
  for (const [userId, most] of Object.entries(people))
    for (let at = roomCount - most; at < roomCount; at++)
      await tx
        .insert(memberships)
        .values({ roomId: `room-${at}`, userId, role: 'member', lastReadSeq: 0, joinedAt: startedAt })
})
const heads = Array.from({ length: roomCount }, () => 0)
for (let from = 0; from < count; from += 500)
  await db.write((tx) =>
    tx.insert(messages).values(
      Array.from({ length: Math.min(500, count - from) }, (_, i) => {
        const room = often(roomCount, random)
        heads[room] = (heads[room] ?? 0) + 1
        return {
          id: `message-${from + i}`,
          roomId: `room-${room}`,
          seq: heads[room] ?? 0,
          revision: heads[room] ?? 0,
          authorId: 'everywhere',
          kind: 'text' as const,
          content: sentence(from + i),
          mentions: [],
          reactions: [],
          createdAt: startedAt + (from + i) * 60_000,
        }
      }),
    ),
  )
await db.write(async (tx) => {
  for (const [at, revision] of heads.entries())
    await tx
      .update(rooms)
      .set({ revision, lastSeq: revision })
      .where(eq(rooms.id, `room-${at}`))
})

const background = startBackground(store, (words) => console.log(words))
const indexing = performance.now()
await background.catchUp()
const perSecond = count / ((performance.now() - indexing) / 1000)
console.log(`${db.dialect}: ${count} messages indexed, ${perSecond.toFixed(0)} a second`)

const reading = performance.now()
for (const { content } of await db.read.select({ content: messages.content }).from(messages)) keyOf(content)
const readingMs = performance.now() - reading

const questions: [what: string, q: string][] = [
  ['common word', 'coffee'],
  ['rare word', 'zugzwang'],
  ['no such word', 'qqxyz'],
  ['two letters', 'co'],
  ['two letters, rare', 'zz'],
  ['CJK', '東京'],
  ['phrase', `"${vocabulary[2]} ${vocabulary[5]}"`],
  ['three words', `${vocabulary[1]} ${vocabulary[7]} coffee`],
  ['author, dates', 'coffee from:everywhere before:2026-11-01'],
]
const utf8 = new TextDecoder()
for (const viewerId of Object.keys(people) as Person[])
  for (const [what, q] of questions) {
    const sought = soughtIn(searchQuery.parse({ q }))
    const taken: number[] = []
    let hits = 0
    const spent = process.cpuUsage()
    for (let i = 0; i < times; i++) {
      const asked = performance.now()
      const page = await background.find({ viewerId, sought, limit: 50, cursor: null })
      taken.push(performance.now() - asked)
      hits = JSON.parse(utf8.decode(page)).items.length
    }
    const { user, system } = process.cpuUsage(spent)
    const [typical, p99] = [median(taken), quantile(taken, 0.99)]
    console.log(
      `${viewerId.padEnd(10)} ${what.padEnd(18)} ${String(hits).padStart(3)} hits  median ${typical.toFixed(1).padStart(5)} ms  p99 ${p99.toFixed(1).padStart(5)} ms  CPU ${((user + system) / 1_000 / times).toFixed(1).padStart(5)} ms  reading all ${(readingMs / typical).toFixed(0)} times that`,
    )
  }

await background.stop()
await db.close()
await postgres?.stop()
rmSync(dataDir, { recursive: true })
