import { eq } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { participants } from '#lib/db/schema.ts'
import type { Publish } from '#lib/realtime/publish.ts'
import { requireCapacity } from './policy.ts'
import { presentParticipant } from './present.ts'
import type { SeatedRow } from './roster.ts'
import type { Media } from './schema.ts'

/**
 * Makes sure that the call carries the viewer with these media beside the others. The picture that had to give way for that is off; it is
 * given, to be told after the commit. The room's row must be locked.
 */
export async function takePlace(
  { env, viewer }: Context,
  tx: Queries,
  others: SeatedRow[],
  media: Media,
): Promise<SeatedRow | null> {
  const seats = others.map(({ participant }) => participant)
  const givesWay = requireCapacity(env, seats, { userId: viewer.userId, media })
  const row = others.find(({ participant }) => participant === givesWay)
  if (!row) return null
  const left = { ...row.participant.media, camera: false, screen: false }
  await tx.update(participants).set({ media: left }).where(eq(participants.id, row.participant.id))
  return { ...row, participant: { ...row.participant, media: left } }
}

/** Tells whoever gave way to stop their picture, and the call that it is gone. */
export function announceGivenWay(publish: Publish, row: SeatedRow | null): void {
  if (!row) return
  const { id, roomId } = row.participant
  publish('call:moderated', { participant: id }, { roomId, action: 'camera' })
  publish('call:changed', { call: roomId }, { ...presentParticipant(row), roomId })
}
