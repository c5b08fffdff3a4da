import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Context, World } from '#lib/context.ts'
import { participants } from '#lib/db/schema.ts'
import { notFound, Refusal } from '#lib/errors.ts'
import { lockRoom } from '#lib/rooms/entry.ts'
import { requireMembership } from '#lib/rooms/membership.ts'
import { canModerate } from '#lib/rooms/policy.ts'
import { announceCount, announceLeft } from './announce.ts'
import { announceAnswered, withdraw } from './knocks.ts'
import { announceGivenWay, takePlace } from './pictures.ts'
import { presentParticipant } from './present.ts'
import { isHeld, requireSeat, rosterOf, type Seating, seated, vacate } from './roster.ts'
import type { LinkState, Media, Signal } from './schema.ts'

type Shown = { media: Media; hand: boolean; recording: boolean; links: LinkState[] }

/** Changes what a participant shows of themselves: media, raised hand, whether they record, which links decode. */
export async function updateParticipant(
  context: Context,
  seating: Seating,
  change: { [K in keyof Shown]?: Shown[K] | undefined },
): Promise<void> {
  const { db, now, publish } = context
  const { roomId, participantId } = seating
  const { media } = change
  const { row, gaveWay } = await db.write(async (tx) => {
    // Two who switch their cameras on at once: the second one sees the first.
    if (media) await lockRoom(tx, roomId)
    const rows = await rosterOf(tx, roomId)
    const own = rows.find((other) => other.participant.id === participantId)
    if (!isHeld(own, seating)) throw notFound('call')
    const others = rows.filter((other) => other !== own)
    const gaveWay = media ? await takePlace(context, tx, others, media) : null
    // Only what changes: another change of the same participant may be under way.
    const [participant] = await tx
      .update(participants)
      .set({ ...change, ...(media && { muted: false }), seenAt: now() })
      .where(and(eq(participants.id, participantId), isNull(participants.leftAt)))
      .returning()
    if (!participant) throw notFound('call')
    return { row: { ...own, participant }, gaveWay }
  }, roomId)
  announceGivenWay(publish, gaveWay)
  publish('call:changed', { call: roomId }, { ...presentParticipant(row), roomId })
}

/** Hands one signal to the one participant it names. Both must sit in this call now; nothing of it is read further. */
export async function relay(
  { db, publish }: Context,
  seating: Seating,
  to: string,
  signal: Signal,
): Promise<void> {
  const { roomId, participantId: from } = seating
  const both = await seated(db.read, roomId, [from, to])
  const sender = both.find((row) => row.participant.id === from)
  if (from === to || both.length < 2 || !isHeld(sender, seating)) throw notFound('participant')
  publish('call:signaled', { participant: to }, { roomId, from, ...signal })
}

/** Shows an emoji to the call for a moment. Nothing of it is kept. */
export async function react({ db, publish }: Context, seating: Seating, emoji: string): Promise<void> {
  await requireSeat(db.read, seating)
  const { roomId, participantId } = seating
  publish('call:reacted', { call: roomId }, { roomId, participantId, emoji })
}

/** Leaves the call. Leaving twice is leaving once. */
export async function leaveCall(world: World, { roomId, participantId, socketId }: Seating): Promise<void> {
  const held = socketId === undefined ? undefined : eq(participants.socketId, socketId)
  const which = and(eq(participants.id, participantId), eq(participants.roomId, roomId), held)
  const left = await world.db.write((tx) => vacate(tx, which, { at: world.now(), reason: 'left' }))
  await announceLeft(world, roomId, left, 'left')
}

/** Leaving by a page that is going away: the resume token says who, so that a beacon needs nothing else. */
export async function leaveByToken(world: World, roomId: string, resumeToken: string): Promise<void> {
  const claim = await world.tokens.readResume(resumeToken)
  if (claim?.roomId !== roomId) throw new Refusal('forbidden', 'This resume token is not good for this call.')
  await leaveCall(world, { roomId, participantId: claim.participantId })
}

/** Mutes or removes somebody. For moderators and owners. Nobody can be unmuted by another. */
export async function moderate(
  context: Context,
  { roomId, participantId }: Seating,
  action: 'mute' | 'remove',
): Promise<void> {
  const { db, now, publish, viewer } = context
  const changed = await db.write(async (tx) => {
    const room = await requireMembership(tx, viewer, roomId)
    if (!canModerate(room)) throw new Refusal('forbidden', 'Only moderators of the room can do that.')
    await lockRoom(tx, roomId)
    const [row] = await seated(tx, roomId, [participantId])
    if (!row) throw notFound('participant')
    if (action === 'remove') {
      await vacate(tx, eq(participants.id, participantId), { at: now(), reason: 'removed' })
      await withdraw(tx, roomId, [row.participant.userId])
      return row
    }
    const media = { ...row.participant.media, microphone: false }
    await tx.update(participants).set({ media, muted: true }).where(eq(participants.id, participantId))
    return { ...row, participant: { ...row.participant, media } }
  }, roomId)
  publish('call:moderated', { participant: participantId }, { roomId, action })
  if (action === 'remove') await announceLeft(context, roomId, [changed], 'removed')
  else publish('call:changed', { call: roomId }, { ...presentParticipant(changed), roomId })
}

/** Ends the seats of people whose right to the room has ended, or of everybody when the room takes no calls any more. */
export async function endSeats(world: World, roomId: string, people: string[] | 'all'): Promise<void> {
  const whose = people === 'all' ? undefined : inArray(participants.userId, people)
  const reason = people === 'all' ? 'ended' : 'removed'
  const { left, waited } = await world.db.write(async (tx) => ({
    left: await vacate(tx, and(eq(participants.roomId, roomId), whose), { at: world.now(), reason }),
    waited: people === 'all' ? [] : await withdraw(tx, roomId, people),
  }))
  announceAnswered(world, roomId, waited, false)
  if (left.length === 0) return
  // Whose right has ended hears no more of the call, and so not that they left it.
  if (people !== 'all')
    for (const { participant } of left)
      world.publish('call:moderated', { participant: participant.id }, { roomId, action: 'remove' })
  await announceLeft(world, roomId, left, reason)
  await announceCount(world, roomId)
}

/** A session that ends takes its seats with it. */
export async function endSeatsOfSession(world: World, sessionId: string): Promise<void> {
  const left = await world.db.write((tx) =>
    vacate(tx, eq(participants.sessionId, sessionId), { at: world.now(), reason: 'left' }),
  )
  for (const row of left) await announceLeft(world, row.participant.roomId, [row], 'left')
}
