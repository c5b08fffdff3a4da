import { and, eq, inArray, isNotNull, isNull, lt, type SQL } from 'drizzle-orm'
import type { World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { participants } from '#lib/db/schema.ts'
import type { Note } from '#lib/facts/facts.ts'
import { callGraceMs } from '#lib/limits.ts'
import { presentParticipant } from './present.ts'
import { seated } from './roster.ts'
import { endSeats } from './seats.ts'

/** A process that has not said for so long that it holds a socket is taken for dead. */
const silentMs = 20_000

/** The socket of these participants is gone: they keep their seats for the grace time. */
export const lineLost = (world: World, socketId: string): Promise<void> =>
  markLost(world, eq(participants.socketId, socketId))

/**
 * After a start with a database of one's own nobody is connected yet. Who was lost before has the whole grace
 * time again: they could not come back while there was no server.
 */
export const allLinesLost = (world: World): Promise<void> => loseSeats(world, isNull(participants.leftAt))

/** Says that this process still holds these sockets. Seats that were taken for lost meanwhile are not. */
export async function keepLines(world: World, node: string, socketIds: string[]): Promise<void> {
  if (socketIds.length === 0) return
  const { change, now } = world
  const held = and(
    eq(participants.node, node),
    inArray(participants.socketId, socketIds),
    isNull(participants.leftAt),
  )
  await change(async (tx, note) => {
    await tx.update(participants).set({ seenAt: now() }).where(held)
    const back = and(held, isNotNull(participants.lostAt))
    await noteChanged(
      tx,
      note,
      await tx.update(participants).set({ lostAt: null }).where(back).returning(idAndRoom),
    )
  })
}

/** Finds the participants of dead processes. Any process may do it for all. */
export const findLost = (world: World): Promise<void> =>
  markLost(world, lt(participants.seenAt, world.now() - silentMs))

type LostSeat = { roomId: string; participantId: string; lostAt: number }

/**
 * Ends a seat whose grace time is over, unless its line came back; lost again,
 * it has its time again, and a job for that.
 */
export async function endLostSeat(
  { change, now }: World,
  { roomId, participantId, lostAt }: LostSeat,
): Promise<void> {
  const same = and(eq(participants.id, participantId), eq(participants.lostAt, lostAt))
  await change((tx, note) => endSeats(tx, note, same, { at: now(), reason: 'lost' }), roomId)
}

const markLost = (world: World, which: SQL | undefined) =>
  loseSeats(world, and(isNull(participants.leftAt), isNull(participants.lostAt), which))

async function loseSeats({ change, db, jobs, now }: World, connected: SQL | undefined) {
  const found = await db.read.select({ id: participants.id }).from(participants).where(connected)
  if (found.length === 0) return
  const ids = found.map((row) => row.id)
  await change(async (tx, note) => {
    const lostAt = now()
    const lost = await tx
      .update(participants)
      .set({ lostAt })
      .where(and(inArray(participants.id, ids), connected))
      .returning(idAndRoom)
    for (const { id, roomId } of lost) {
      const end = { key: `${id} ${lostAt}`, runAt: lostAt + callGraceMs }
      await jobs.enqueue(tx, 'calls.endLostSeat', { roomId, participantId: id, lostAt }, end)
    }
    await noteChanged(tx, note, lost)
  })
}

const idAndRoom = { id: participants.id, roomId: participants.roomId }

async function noteChanged(tx: Queries, note: Note, changed: { id: string; roomId: string }[]) {
  for (const { id, roomId } of changed)
    for (const row of await seated(tx, roomId, [id]))
      note('participant.changed', { roomId, participant: presentParticipant(row) })
}
