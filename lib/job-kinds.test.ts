import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { eq } from 'drizzle-orm'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { createRoom, createUser, say, unheard } from '../tests/factories.ts'
import { openWorld } from '../tests/world.ts'
import { lineLost } from './calls/lines.ts'
import { joinCall } from './calls/seating.ts'
import { migrationsFolder } from './db/migrations.ts'
import { jobs, participants, rooms } from './db/schema.ts'
import { pathOf } from './db/sqlite.ts'
import { jobKinds } from './job-kinds.ts'
import { callGraceMs } from './limits.ts'
import { deleteRoom } from './rooms/operations.ts'

const world = await openWorld()
const { db, env } = world

test('no two kinds have one name', () => {
  const names = jobKinds.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
})

/** Runs those statements of a migration that fill its new table, which are the ones that may run again. */
async function fillAgain(name: string) {
  const sql = readFileSync(join(migrationsFolder, db.dialect, name), 'utf8')
  const statements = sql.split('--> statement-breakpoint').filter((one) => one.includes('INSERT INTO'))
  if (db.dialect === 'sqlite') {
    const handle = new Database(pathOf({ url: env.DATABASE_URL, dataDir: env.DATA_DIR }))
    for (const statement of statements) handle.exec(statement)
    handle.close()
    return
  }
  const client = new Client({ connectionString: env.DATABASE_URL })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

test('what the clock looked after before there were jobs is taken over by an update', async () => {
  const ana = await createUser(world)
  const [gone, video] = [await createRoom(ana), await createRoom(ana, { type: 'video' })]
  await say(ana, gone)
  await deleteRoom(ana, gone.id)
  const media = { microphone: true, camera: false, screen: false }
  const line = { node: 'here', socketId: 'there' }
  await joinCall(ana, { roomId: video.id, media }, line, unheard)
  await lineLost(world, line.socketId)
  const stored = async () =>
    (await db.read.select().from(jobs)).map(({ kind, key, payload }) => ({ kind, key, payload }))
  const before = await stored()
  await db.write((tx) => tx.delete(jobs))

  await fillAgain('0009_jobs.sql')
  expect(await stored()).toEqual(expect.arrayContaining(before))
  await world.work()
  expect(await db.read.$count(rooms, eq(rooms.id, gone.id))).toBe(0)
  const reason = async () => (await db.read.select().from(participants))[0]?.leftReason
  expect(await reason(), 'its grace time is not over').toBeNull()
  world.pass(callGraceMs + 1)
  await world.work()
  expect(await reason()).toBe('lost')
})
