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

/** Says that this process still holds its sockets. */
export async function keepLines({ db, now }: World, node: string): Promise<void> {
  const own = and(eq(participants.node, node), isNull(participants.leftAt), isNull(participants.lostAt))
  await db.write((tx) => tx.update(participants).set({ seenAt: now() }).where(own))
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

async function markLost({ db, now, publish }: World, which: SQL | undefined) {
  const connected = and(isNull(participants.leftAt), isNull(participants.lostAt), which)
  const found = await db.read.select({ id: participants.id }).from(participants).where(connected)
  if (found.length === 0) return
  const ids = found.map((row) => row.id)
  const lost = await db.write((tx) =>
    tx
      .update(participants)
      .set({ lostAt: now() })
      .where(and(inArray(participants.id, ids), connected))
      .returning({ id: participants.id, roomId: participants.roomId }),
  )
  for (const { id, roomId } of lost)
    for (const row of await seated(db.read, roomId, [id]))
      publish('call:changed', { call: roomId }, { ...presentParticipant(row), roomId })
}
