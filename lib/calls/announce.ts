import type { World } from '#lib/context.ts'
import { roomFacts } from '#lib/rooms/queries.ts'
import { endCallIfEmpty } from './held.ts'
import { passKnocksOn } from './knocks.ts'
import { presentParticipant } from './present.ts'
import type { ParticipantRow } from './roster.ts'
import type { LeaveReason } from './schema.ts'

/** Tells the call, and the room's members by their count, that these have left. */
export async function announceLeft(
  world: World,
  roomId: string,
  rows: ParticipantRow[],
  reason: LeaveReason,
): Promise<void> {
  for (const row of rows)
    world.publish('call:left', { call: roomId }, { ...presentParticipant(row), roomId, reason })
  if (rows.length === 0) return
  await endCallIfEmpty(world, roomId)
  if (rows.some(({ role }) => role !== 'member')) await passKnocksOn(world, roomId)
  await announceCount(world, roomId)
}

/** How many are in the call stands in everybody's list of rooms. */
export async function announceCount({ db, publish }: World, roomId: string): Promise<void> {
  const facts = await roomFacts(db.read, roomId)
  if (facts) publish('room:changed', { members: roomId }, facts)
}
