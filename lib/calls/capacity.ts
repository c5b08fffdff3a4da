import { eq } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { participants } from '#lib/db/schema.ts'
import type { Note } from '#lib/facts/facts.ts'
import { requireCapacity } from './policy.ts'
import { presentParticipant } from './present.ts'
import type { SeatedRow } from './roster.ts'
import type { Media } from './schema.ts'
import { callLimits } from './transport.ts'

/**
 * Makes sure that the call carries the viewer with these media beside the others. The picture that had to
 * give way for that is off. The room's row must be locked.
 */
export async function takePlace(
  { env, viewer }: Context,
  tx: Queries,
  note: Note,
  others: SeatedRow[],
  media: Media,
): Promise<void> {
  const seats = others.map(({ participant }) => participant)
  const givesWay = requireCapacity(callLimits(env), seats, { userId: viewer.userId, media })
  const row = others.find(({ participant }) => participant === givesWay)
  if (!row) return
  const left = { ...row.participant.media, camera: false, screen: false }
  await tx.update(participants).set({ media: left }).where(eq(participants.id, row.participant.id))
  const { id, roomId } = row.participant
  const participant = presentParticipant({ ...row, participant: { ...row.participant, media: left } })
  note('participant.gaveWay', { roomId, participantId: id })
  note('participant.changed', { roomId, participant })
}
