import { and, isNull, type SQL } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { participants } from '#lib/db/schema.ts'
import type { Note } from '#lib/facts/facts.ts'
import { lockRoom } from '#lib/rooms/entry.ts'
import { endCallIfEmpty } from './lifecycle.ts'
import { presentParticipant } from './present.ts'
import { type Leaving, type ParticipantRow, vacate } from './roster.ts'

/**
 * Ends the seats that match and are live, and each call in which nobody sits any more, in the write at hand.
 */
export async function endSeats(
  tx: Queries,
  note: Note,
  which: SQL | undefined,
  leaving: Leaving,
): Promise<void> {
  const found = await tx
    .selectDistinct({ roomId: participants.roomId })
    .from(participants)
    .where(and(isNull(participants.leftAt), which))
  // Rooms before seats, as whoever joins locks them; and always in one order,
  // so that no two writes wait for each other.
  const roomIds = found.map(({ roomId }) => roomId).sort()
  for (const roomId of roomIds) await lockRoom(tx, roomId)
  for (const row of await vacate(tx, which, leaving)) note('participant.left', leftBy(row, leaving))
  for (const roomId of roomIds) await endCallIfEmpty(tx, note, roomId, leaving.at)
}

/** A seat that was vacated, as others are told of it. */
export const leftBy = (row: ParticipantRow, { reason }: Pick<Leaving, 'reason'>) => ({
  roomId: row.participant.roomId,
  participant: presentParticipant(row),
  role: row.role,
  reason,
})
