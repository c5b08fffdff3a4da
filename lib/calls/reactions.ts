import { and, eq } from 'drizzle-orm'
import type { World } from '#lib/context.ts'
import { participants } from '#lib/db/schema.ts'
import type { Subscribe } from '#lib/facts/bus.ts'
import { passKnocksOn, withdraw } from './knocks.ts'
import { holdsCalls } from './policy.ts'
import { vacate } from './roster.ts'
import { endSeats } from './seats.ts'

/**
 * What calls make of what becomes true elsewhere: a right that ends
 * takes its seats with it, in the same write.
 */
export function reactInCalls({ on, within }: Subscribe, world: World): void {
  const { now } = world

  within('membership.ended', async (tx, { roomId, userId, reason }, note) => {
    const own = and(eq(participants.roomId, roomId), eq(participants.userId, userId))
    await withdraw(tx, note, roomId, [userId])
    await endSeats(tx, note, own, { at: now(), reason })
  })
  within('session.ended', (tx, { sessionId, userId }, note) => {
    // The index goes by person.
    const own = and(eq(participants.userId, userId), eq(participants.sessionId, sessionId))
    return endSeats(tx, note, own, { at: now(), reason: 'left' })
  })
  within('room.changed', async (tx, { roomId, isActive, ...room }, note) => {
    if (isActive && holdsCalls(room)) return
    await endSeats(tx, note, eq(participants.roomId, roomId), { at: now(), reason: 'ended' })
  })
  // Nobody is left to be told.
  within('room.deleted', (tx, { roomId }) =>
    vacate(tx, eq(participants.roomId, roomId), { at: now(), reason: 'ended' }),
  )

  on('membership.changed', ({ roomId }) => passKnocksOn(world, roomId))
  on('participant.left', ({ roomId, role }) => (role === 'member' ? undefined : passKnocksOn(world, roomId)))
}
