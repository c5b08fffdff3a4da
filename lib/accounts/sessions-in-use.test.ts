import { eq } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { openDb, type Queries } from '#lib/db/open.ts'
import { sessions, users } from '#lib/db/schema.ts'
import { createUser, type Someone } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { sessionLifeMs, viewerOf } from './sessions.ts'
import { keepSessions } from './sessions-in-use.ts'

const world = await openWorld()
const { DATABASE_URL: url, DATA_DIR: dataDir } = world.env
const elsewhere = await openDb({ url, dataDir, synchronous: 'NORMAL' })
afterAll(() => elsewhere.close())

const ofSession = ({ viewer }: Someone) => eq(sessions.id, viewer.sessionId)
const ofUser = ({ viewer }: Someone) => eq(users.id, viewer.userId)
const changes: Record<string, (tx: Queries, someone: Someone) => PromiseLike<unknown>> = {
  'the session is ended': (tx, who) => tx.update(sessions).set({ revokedAt: 1 }).where(ofSession(who)),
  'it ran out': (tx, who) => tx.update(sessions).set({ expiresAt: 1 }).where(ofSession(who)),
  'it is gone': (tx, who) => tx.delete(sessions).where(ofSession(who)),
  'the account is deactivated': (tx, who) => tx.update(users).set({ deactivatedAt: 1 }).where(ofUser(who)),
  'the account is gone, and the session with it': (tx, who) => tx.delete(users).where(ofUser(who)),
  'the role is another one': (tx, who) => tx.update(users).set({ role: 'admin' }).where(ofUser(who)),
  'a second factor is to be set up': (tx, who) =>
    tx.update(users).set({ mustSetUp: true }).where(ofUser(who)),
  'the name is another one': (tx, who) => tx.update(users).set({ name: 'Anabel' }).where(ofUser(who)),
}

for (const [where, db] of Object.entries({ 'this process': world.db, 'another process': elsewhere }))
  test.each(Object.entries(changes))(`%s by ${where}: the very next answer knows`, async (_, change) => {
    const ana = await createUser(world, 'Ana')
    const id = ana.viewer.sessionId
    const before = await viewerOf(world, id)
    expect(await viewerOf(world, id)).toEqual(before)
    let during: unknown
    await db.write(async (tx) => {
      await change(tx, ana)
      during = await viewerOf(world, id)
    })
    expect(during, 'nothing is committed yet').toEqual(before)
    const after = await viewerOf(world, id)
    expect(after).not.toEqual(before)
    expect(await viewerOf(world, id)).toEqual(after)
  })

test('all who ask are given the same, and nobody can change it for the others', async () => {
  const ana = await createUser(world, 'Ana')
  const seen = await viewerOf(world, ana.viewer.sessionId)
  expect(() => Object.assign(seen ?? {}, { role: 'admin' })).toThrow(TypeError)
  expect(await viewerOf(world, ana.viewer.sessionId)).toMatchObject({ role: 'member' })
})

test('what is undone changes nobody', async () => {
  const ana = await createUser(world, 'Ana')
  const before = await viewerOf(world, ana.viewer.sessionId)
  const undone = world.db.write(async (tx) => {
    await changes['the session is ended']?.(tx, ana)
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  expect(await viewerOf(world, ana.viewer.sessionId)).toEqual(before)
})

test('a session that is read while it is ended is not kept', async () => {
  const ana = await createUser(world, 'Ana')
  const { db } = world
  const inUse = keepSessions<{ revokedAt: number | null }>()
  let read = 0
  const current = async () => {
    read += 1
    const [row] = await db.read.select().from(sessions).where(ofSession(ana))
    return row
  }
  const ended = async () => {
    const row = await current()
    await db.write((tx) => tx.update(sessions).set({ revokedAt: 1 }).where(ofSession(ana)))
    return row
  }
  expect(await inUse(db, 'ana', ended)).toMatchObject({ revokedAt: null })
  expect(await inUse(db, 'ana', current)).toMatchObject({ revokedAt: 1 })
  expect(read).toBe(2)
  expect(await viewerOf(world, ana.viewer.sessionId)).toBeNull()
})

test('what is kept runs out by the clock, with nothing written', async () => {
  const later = await openWorld()
  const ana = await createUser(later, 'Ana')
  expect(await viewerOf(later, ana.viewer.sessionId)).not.toBeNull()
  later.pass(sessionLifeMs)
  expect(await viewerOf(later, ana.viewer.sessionId)).toBeNull()
})
