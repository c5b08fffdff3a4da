import { and, eq, isNull } from 'drizzle-orm'
import type { Context, World } from '#lib/context.ts'
import { participants } from '#lib/db/schema.ts'
import { notFound, Refusal } from '#lib/errors.ts'
import { lockMembership, lockRoom } from '#lib/rooms/entry.ts'
import { canModerate } from '#lib/rooms/policy.ts'
import { takePlace } from './capacity.ts'
import { withdraw } from './knocks.ts'
import { presentParticipant } from './present.ts'
import { isSeatOf, requireSeat, rosterOf, type SeatRef, seated } from './roster.ts'
import type { LinkState, Media, Signal } from './schema.ts'
import { endSeats } from './seats.ts'

type Shown = { media: Media; hand: boolean; recording: boolean; links: LinkState[] }

/**
 * Changes what a participant shows of themselves: media, raised hand,
 * whether they record, which links decode.
 */
export async function updateParticipant(
  context: Context,
  seating: SeatRef,
  shown: { [K in keyof Shown]?: Shown[K] | undefined },
): Promise<void> {
  const { now } = context
  const { roomId, participantId } = seating
  const { media } = shown
  await context.change(async (tx, note) => {
    // Two who switch their cameras on at once: the second one sees the first.
    if (media) await lockRoom(tx, roomId)
    const rows = await rosterOf(tx, roomId)
    const own = rows.find((other) => other.participant.id === participantId)
    if (!isSeatOf(own, seating)) throw notFound('call')
    const others = rows.filter((other) => other !== own)
    if (media) await takePlace(context, tx, note, others, media)
    // Only what changes: another change of the same participant may be under way.
    const [participant] = await tx
      .update(participants)
      .set({ ...shown, ...(media && { muted: false }), seenAt: now() })
      .where(and(eq(participants.id, participantId), isNull(participants.leftAt)))
      .returning()
    if (!participant) throw notFound('call')
    note('participant.changed', { roomId, participant: presentParticipant({ ...own, participant }) })
  }, roomId)
}

/**
 * Hands one signal to the one participant it names. Both must sit in this
 * call now; nothing of it is read further.
 */
export async function relay(
  { announce, db }: Context,
  seating: SeatRef,
  to: string,
  signal: Signal,
): Promise<void> {
  const { roomId, participantId: from } = seating
  const both = await seated(db.read, roomId, [from, to])
  const sender = both.find((row) => row.participant.id === from)
  if (!isSeatOf(sender, seating)) throw notFound('call')
  if (from === to || both.length < 2) throw notFound('participant')
  await announce('signal.sent', { roomId, from, to, signal })
}

/** Shows an emoji to the call for a moment. Nothing of it is kept. */
export async function react({ announce, db }: Context, seating: SeatRef, emoji: string): Promise<void> {
  await requireSeat(db.read, seating)
  const { roomId, participantId } = seating
  await announce('participant.reacted', { roomId, participantId, emoji })
}

/** Leaves the call. Leaving twice is leaving once. */
export async function leaveCall(world: World, { roomId, participantId, socketId }: SeatRef): Promise<void> {
  const held = socketId === undefined ? undefined : eq(participants.socketId, socketId)
  const which = and(eq(participants.id, participantId), eq(participants.roomId, roomId), held)
  await world.change((tx, note) => endSeats(tx, note, which, { at: world.now(), reason: 'left' }), roomId)
}

/** Leaving by a page that is going away: the resume token says who, so that a beacon needs nothing else. */
export async function leaveByToken(world: World, roomId: string, resumeToken: string): Promise<void> {
  const claim = await world.tokens.readResume(resumeToken)
  if (claim?.roomId !== roomId) throw new Refusal('forbidden', 'calls.resumeToken')
  await leaveCall(world, { roomId, participantId: claim.participantId })
}

/** Mutes or removes somebody. For moderators and owners. Nobody can be unmuted by another. */
export async function moderate(
  context: Context,
  { roomId, participantId }: SeatRef,
  action: 'mute' | 'remove',
): Promise<void> {
  const { change, now, viewer } = context
  await change(async (tx, note) => {
    const room = await lockMembership(tx, viewer, roomId)
    if (!canModerate(room)) throw new Refusal('forbidden', 'calls.moderate')
    const [row] = await seated(tx, roomId, [participantId])
    if (!row) throw notFound('participant')
    if (action === 'remove') {
      await endSeats(tx, note, eq(participants.id, participantId), { at: now(), reason: 'removed' })
      return withdraw(tx, note, roomId, [row.participant.userId])
    }
    const media = { ...row.participant.media, microphone: false }
    await tx.update(participants).set({ media, muted: true }).where(eq(participants.id, participantId))
    const participant = presentParticipant({ ...row, participant: { ...row.participant, media } })
    note('participant.muted', { roomId, participantId })
    note('participant.changed', { roomId, participant })
  }, roomId)
}
