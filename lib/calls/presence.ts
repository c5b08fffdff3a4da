import { and, eq, inArray, isNotNull, isNull, lt, type SQL } from 'drizzle-orm'
import type { World } from '#lib/context.ts'
import { participants } from '#lib/db/schema.ts'
import { callGraceMs } from '#lib/limits.ts'
import { announceLeft } from './announce.ts'
import { presentParticipant } from './present.ts'
import { seated, vacate } from './roster.ts'

/** A process that has not said for so long that it holds a socket is taken for dead. */
const silentMs = 20_000

/** The socket of these participants is gone: they keep their seats for the grace time. */
export const lineLost = (world: World, socketId: string): Promise<void> =>
  markLost(world, eq(participants.socketId, socketId))

/** After a start with a database of one's own nobody is connected yet. */
export const allLinesLost = (world: World): Promise<void> => markLost(world, undefined)

/** Says that this process still holds these sockets. Seats that were taken for lost meanwhile are not. */
export async function keepLines(world: World, node: string, socketIds: string[]): Promise<void> {
  if (socketIds.length === 0) return
  const { db, now } = world
  const held = and(
    eq(participants.node, node),
    inArray(participants.socketId, socketIds),
    isNull(participants.leftAt),
  )
  const found = await db.write(async (tx) => {
    await tx.update(participants).set({ seenAt: now() }).where(held)
    const back = and(held, isNotNull(participants.lostAt))
    return tx.update(participants).set({ lostAt: null }).where(back).returning(idAndRoom)
  })
  await tellChanged(world, found)
}

/** Finds the participants of dead processes, and ends the seats whose grace time is over. Any process may do it for all. */
export async function clearLostSeats(world: World): Promise<void> {
  const { db, now } = world
  await markLost(world, lt(participants.seenAt, now() - silentMs))
  const over = and(isNotNull(participants.lostAt), lt(participants.lostAt, now() - callGraceMs))
  const [anybody] = await db.read
    .select({ id: participants.id })
    .from(participants)
    .where(and(isNull(participants.leftAt), over))
    .limit(1)
  if (!anybody) return
  const left = await db.write((tx) => vacate(tx, over, { at: now(), reason: 'lost' }))
  for (const row of left) await announceLeft(world, row.participant.roomId, [row], 'lost')
}

async function markLost(world: World, which: SQL | undefined) {
  const { db, now } = world
  const connected = and(isNull(participants.leftAt), isNull(participants.lostAt), which)
  const found = await db.read.select({ id: participants.id }).from(participants).where(connected)
  if (found.length === 0) return
  const ids = found.map((row) => row.id)
  const lost = await db.write((tx) =>
    tx
      .update(participants)
      .set({ lostAt: now() })
      .where(and(inArray(participants.id, ids), connected))
      .returning(idAndRoom),
  )
  await tellChanged(world, lost)
}

const idAndRoom = { id: participants.id, roomId: participants.roomId }

async function tellChanged({ db, publish }: World, changed: { id: string; roomId: string }[]) {
  for (const { id, roomId } of changed)
    for (const row of await seated(db.read, roomId, [id]))
      publish('call:changed', { call: roomId }, { ...presentParticipant(row), roomId })
}
