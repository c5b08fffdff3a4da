import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { createRoom, createUser } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { requireKnown } from './migrations.ts'
import { openDb } from './open.ts'
import { memberships, rooms } from './schema.ts'
import { pathOf } from './sqlite.ts'

const world = await openWorld()
const { db } = world
const ana = await createUser(world)
const room = await createRoom(ana)
const named = (name: string) => (tx: typeof db.read) =>
  tx.update(rooms).set({ name }).where(eq(rooms.id, room.id))
const name = async () => (await db.read.select().from(rooms).where(eq(rooms.id, room.id)))[0]?.name

test('a write that fails leaves nothing behind, and takes no other with it', async () => {
  const other = await createRoom(ana)
  const outcomes = await Promise.allSettled([
    db.write(named('first')),
    db.write(async (tx) => {
      await named('second')(tx)
      await tx.update(rooms).set({ name: 'second' }).where(eq(rooms.id, other.id))
      throw new Error('no')
    }),
    db.write(async (tx) => {
      const nobody = {
        roomId: 'nowhere',
        userId: 'nobody',
        role: 'member',
        lastReadSeq: 0,
        joinedAt: 0,
      } as const
      await tx.insert(memberships).values(nobody)
    }),
  ])
  expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'rejected'])
  expect(await name()).toBe('first')
  const [untouched] = await db.read.select().from(rooms).where(eq(rooms.id, other.id))
  expect(untouched?.name).toBe('Garden')
})

test('many at once, every third one failing: exactly the others are stored', async () => {
  const before = (await db.read.select().from(rooms).where(eq(rooms.id, room.id)))[0]?.memberCount ?? 0

  const outcomes = await Promise.allSettled(
    Array.from({ length: 90 }, (_, i) =>
      db.write(async (tx) => {
        await tx
          .update(rooms)
          .set({ memberCount: sql`${rooms.memberCount} + 1` })
          .where(eq(rooms.id, room.id))
        if (i % 3 === 0) throw new Error('no')
      }),
    ),
  )
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(60)
  const [after] = await db.read.select().from(rooms).where(eq(rooms.id, room.id))
  expect(after?.memberCount).toBe(before + 60)
})

test('a write inside a write is refused, and undone with it', async () => {
  await db.write(named('before'))
  const nested = db.write(async (tx) => {
    await named('outer')(tx)
    await db.write(named('inner'))
  })
  await expect(nested).rejects.toThrow('A write inside a write')
  expect(await name()).toBe('before')
  await db.write(named('after'))
  expect(await name(), 'the door still opens').toBe('after')
})

test('what is read beside a write under way is what was committed, and nothing is changed by reading', async () => {
  await db.write(named('committed'))
  const prepared = db.read.select().from(rooms).where(eq(rooms.id, room.id)).prepare('beside_a_write')
  const seen: unknown[] = [(await prepared.execute())[0]?.name]
  await db.write(async (tx) => {
    await named('under way')(tx)
    seen.push((await prepared.execute())[0]?.name, await name())
  })
  expect(seen).toEqual(['committed', 'committed', 'committed'])
  expect([(await prepared.execute())[0]?.name, await name()]).toEqual(['under way', 'under way'])
  if (db.dialect === 'sqlite') await expect(named('by a reader')(db.read)).rejects.toThrow('readonly')
})

test('the stamp is another one after every commit, of whatever connection, and stays while there is none', async () => {
  if (db.dialect !== 'sqlite') return expect(await db.stamp()).toBeNull()
  const [before, again] = [await db.stamp(), await db.stamp()]
  expect(again).toBe(before)
  await db.write(async (tx) => {
    await named('stamped')(tx)
    expect(await db.stamp(), 'nothing is committed yet').toBe(before)
  })
  expect(await db.stamp()).not.toBe(before)
})

test('that of some tables is another one after a commit that changed one of them, or was made elsewhere', async () => {
  const stamp = db.stampOf([rooms, memberships])
  if (db.dialect !== 'sqlite') return expect(await stamp()).toBeNull()
  let last = await stamp()
  const isAnother = async () => {
    const before = last
    last = await stamp()
    return last !== before
  }
  await createUser(world)
  expect(await isAnother(), 'neither of them was').toBe(false)
  await db.write(async (tx) => {
    await named('stamped')(tx)
    expect(await isAnother(), 'nothing is committed yet').toBe(false)
  })
  expect([await isAnother(), await isAnother()]).toEqual([true, false])
  const { DATABASE_URL: url, DATA_DIR: dataDir } = world.env
  const elsewhere = await openDb({ url, dataDir, synchronous: 'NORMAL' })
  await elsewhere.write(named('by another process'))
  await elsewhere.close()
  expect([await isAnother(), await isAnother()]).toEqual([true, false])
})

test('a stamp tells of what others did until it was asked for, whoever asked in this turn before', async () => {
  const { DATABASE_URL: url, DATA_DIR: dataDir } = world.env
  for (const [name, stamp] of Object.entries({ whole: db.stamp, rooms: db.stampOf([rooms]) })) {
    const before = await stamp()
    if (db.dialect !== 'sqlite') return expect(before).toBeNull()
    const elsewhere = new Database(pathOf({ url, dataDir }))
    const first = stamp()
    elsewhere.exec(`update rooms set name = 'meanwhile ${name}'`)
    const second = stamp()
    elsewhere.close()
    expect(await second, name).not.toBe(before)
    await first
  }
})

test('what began to look at tables during a write that is undone is told of the next commit', async () => {
  if (db.dialect !== 'sqlite') return expect(await db.stampOf([rooms])()).toBeNull()
  let { stamp } = db
  const undone = db.write(async (tx) => {
    await named('undone')(tx)
    stamp = db.stampOf([rooms])
    await stamp()
    throw new Error('no')
  })
  await expect(undone).rejects.toThrow('no')
  const before = await stamp()
  await db.write(named('done'))
  expect(await stamp()).not.toBe(before)
})

test('what is written can be read as soon as the write resolves', async () => {
  for (let i = 0; i < 20; i++) {
    await db.write(named(`name ${i}`))
    expect(await name()).toBe(`name ${i}`)
  }
})

test('readers see nothing of a write under way', async () => {
  await db.write(named('settled'))
  const seen: (string | undefined)[] = []
  await db.write(async (tx) => {
    await named('half done')(tx)
    seen.push(await name())
  })
  expect(seen).toEqual(['settled'])
  expect(await name()).toBe('half done')
})

test('writes of one lane resolve in the order they were asked for', async () => {
  const order: number[] = []
  await Promise.all(
    Array.from({ length: 30 }, (_, i) => db.write(named(`lane ${i}`), 'lane').then(() => void order.push(i))),
  )
  expect(order).toEqual(Array.from({ length: 30 }, (_, i) => i))
  expect(await name()).toBe('lane 29')
})

test('true, false, numbers and structures come back as they went in', async () => {
  const [row] = await db.read.select().from(rooms).where(eq(rooms.id, room.id))
  expect(row).toMatchObject({ isActive: true, directKey: null, lastSeq: 0 })
  expect(row?.createdAt).toBeGreaterThan(1_700_000_000_000)
})

test('answers a ping', async () => {
  expect(await db.health()).toBe('ready')
})

test.each(['sqlite', 'postgres'] as const)('a database of a newer version is refused on %s', (dialect) => {
  const { entries } = JSON.parse(readFileSync(`drizzle/${dialect}/meta/_journal.json`, 'utf8'))
  const newest: number = entries.at(-1).when
  expect(() => requireKnown(dialect, null)).not.toThrow()
  expect(() => requireKnown(dialect, newest)).not.toThrow()
  expect(() => requireKnown(dialect, newest + 1)).toThrow(/newer version/)
})
