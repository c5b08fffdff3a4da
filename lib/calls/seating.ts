import { and, eq } from 'drizzle-orm'
import { credentialOf } from '#lib/accounts/policy.ts'
import type { Viewer } from '#lib/accounts/schema.ts'
import { holdSession } from '#lib/accounts/sessions.ts'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { participants } from '#lib/db/schema.ts'
import { notFound, Refusal } from '#lib/errors.ts'
import type { Note } from '#lib/facts/facts.ts'
import { newId } from '#lib/ids.ts'
import { callGraceMs } from '#lib/limits.ts'
import { nextJoinSeq } from '#lib/rooms/head.ts'
import { requireOpen } from '#lib/rooms/membership.ts'
import { takePlace } from './capacity.ts'
import { waitingFor } from './knocks.ts'
import { beginCall } from './lifecycle.ts'
import { requireWayIn } from './locking.ts'
import { lettingIn, requireVideo } from './policy.ts'
import { presentCall, presentParticipant } from './present.ts'
import { type CallRow, callOf, rosterOf, seated, vacate } from './roster.ts'
import type { Media, Seat } from './schema.ts'
import { leftBy } from './seats.ts'
import { callLimits, transportFor } from './transport.ts'

/** Where a participant's signals go: the process and the socket that hold the other end. */
export type Line = { node: string; socketId: string }
/** Lets the line hear what is for this participant, and of the call; or no more of either. */
export type Hearing = {
  begin: (roomId: string, participantId: string) => Promise<void>
  end: (roomId: string, participantId: string) => Promise<void>
}

/** Takes a seat in the call of a video room. `replace` moves the call here from the viewer's other tabs. */
export async function joinCall(
  context: Context,
  { roomId, media, replace }: { roomId: string; media: Media; replace?: boolean | undefined },
  line: Line,
  hearing: Hearing,
): Promise<Seat> {
  const { now, viewer } = context
  const id = newId()
  const reason = 'replaced'
  return takeSeat(context, roomId, id, hearing, async (tx, note) => {
    const { room, joinSeq } = await comeIn(context, tx, roomId)
    // Asked twice over one line, the second seat takes the place of the first.
    const who = replace ? eq(participants.userId, viewer.userId) : eq(participants.socketId, line.socketId)
    const replaced = await vacate(tx, and(eq(participants.roomId, roomId), who), { at: now(), reason })
    const others = await rosterOf(tx, roomId)
    await takePlace(context, tx, note, others, media)
    const goesOn = others.length + replaced.length > 0
    // Who sits in it already may move, and sit there twice.
    const sits = replaced.length > 0 || others.some(isOf(viewer))
    if (goesOn) await requireWayIn(context, tx, room, () => sits)
    await beginCall(context, tx, note, roomId, goesOn)
    await tx
      .insert(participants)
      .values(newRow(context, { id, roomId, joinSeq, media, recording: false }, line))
    for (const row of replaced) note('participant.left', leftBy(row, { reason }))
    return 'participant.joined'
  })
}

type Returning = { resumeToken: string; media: Media; recording?: boolean | undefined }

/**
 * Takes the same seat again after a lost socket, a reload or a restart of the server. The signed token is
 * enough: the roster may have forgotten the seat. Refuses who was removed or has moved the call elsewhere.
 */
export async function resumeCall(
  context: Context,
  { resumeToken, media: wished, recording = false }: Returning,
  line: Line,
  hearing: Hearing,
): Promise<Seat> {
  const { now, tokens, viewer } = context
  const claim = await tokens.readResume(resumeToken)
  if (!claim || claim.userId !== viewer.userId) throw new Refusal('forbidden', 'calls.resume')
  const { roomId, participantId: id } = claim
  return takeSeat(context, roomId, id, hearing, async (tx, note) => {
    const { room, joinSeq } = await comeIn(context, tx, roomId)
    const [row] = await tx.select().from(participants).where(eq(participants.id, id))
    if (row?.leftReason === 'removed' || row?.leftReason === 'replaced')
      throw new Refusal('conflict', 'calls.out')
    const others = (await rosterOf(tx, roomId)).filter((other) => other.participant.id !== id)
    // Muted while the line was away: the word went to nobody.
    const muted = row?.muted ?? false
    const media = { ...wished, microphone: wished.microphone && !muted }
    await takePlace(context, tx, note, others, media)
    const wasLive = row !== undefined && row.leftAt === null
    const isInside = (call: CallRow) => others.some(isOf(viewer)) || hasJustLeft(row, call, now())
    if (!wasLive && others.length > 0) await requireWayIn(context, tx, room, isInside)
    const begun = await beginCall(context, tx, note, roomId, wasLive || others.length > 0)
    if (row) {
      const shown = { media, recording, links: [] }
      const live = {
        ...line,
        sessionId: credentialOf(viewer),
        seenAt: now(),
        lostAt: null,
        leftAt: null,
        leftReason: null,
      }
      // Whoever comes back to an empty call begins another one, and is one of its people.
      const joined = begun ? { joinedAt: now() } : {}
      await tx
        .update(participants)
        .set({ ...shown, ...live, ...joined })
        .where(eq(participants.id, id))
    } else
      await tx.insert(participants).values(newRow(context, { id, roomId, joinSeq, media, recording }, line))
    if (muted) note('participant.muted', { roomId, participantId: id })
    return wasLive ? 'participant.changed' : 'participant.joined'
  })
}

/**
 * The session is held and the room's row locked by this, before it is asked who they are there: a right that
 * ends at the same moment ends before the seat is taken, or finds the seat. Joins happen one after another,
 * each seeing the ones before.
 */
async function comeIn({ now, viewer }: Context, tx: Queries, roomId: string) {
  await holdSession(tx, viewer, now())
  const joinSeq = await nextJoinSeq(tx, roomId)
  const room = await requireOpen(tx, viewer, roomId)
  requireVideo(room)
  return { room, joinSeq }
}

type Row = typeof participants.$inferSelect

const isOf =
  ({ userId }: Viewer) =>
  ({ participant }: { participant: Row }) =>
    participant.userId === userId

/** A reload ends the seat by its beacon, or loses it, and is back within seconds. */
const hasJustLeft = (row: Row | undefined, call: CallRow, at: number) =>
  (row?.leftReason === 'left' || row?.leftReason === 'lost') &&
  row.leftAt !== null &&
  row.leftAt >= Math.max(call.startedAt, at - callGraceMs)

const newRow = (
  { now, viewer }: Context,
  seat: { id: string; roomId: string; joinSeq: number; media: Media; recording: boolean },
  line: Line,
): typeof participants.$inferInsert => ({
  ...seat,
  ...line,
  userId: viewer.userId,
  sessionId: credentialOf(viewer),
  hand: false,
  links: [],
  seenAt: now(),
  joinedAt: now(),
})

type Taken = 'participant.joined' | 'participant.changed'

/**
 * Stores a seat and gives it. The line hears of the call before the others are told: whoever hears of the
 * seat may signal at once, and the line that moved here does not hear that its seat before is another's.
 */
async function takeSeat(
  context: Context,
  roomId: string,
  id: string,
  hearing: Hearing,
  store: (tx: Queries, note: Note) => Promise<Taken>,
): Promise<Seat> {
  const { change, db } = context
  let begun: Promise<void> | undefined
  await change(async (tx, note) => {
    const fact = await store(tx, note)
    const [own] = await seated(tx, roomId, [id])
    if (!own) throw notFound('call')
    note(fact, { roomId, participant: presentParticipant(own) })
    db.afterCommit(() => {
      begun = hearing.begin(roomId, id)
    })
  }, roomId)
  try {
    await begun
    return await seatIn(context, roomId, id)
  } catch (error) {
    // Another process may have ended the right between the commit and the hearing.
    await hearing.end(roomId, id)
    throw error
  }
}

/**
 * The seat as it is given. The line hears already: whoever comes between the reading of the roster and the
 * answer is heard as an event.
 */
async function seatIn(context: Context, roomId: string, id: string): Promise<Seat> {
  const { db, env, now, tokens, viewer } = context
  const [roster, call] = [await rosterOf(db.read, roomId), await callOf(db.read, roomId)]
  const own = roster.find((row) => row.participant.id === id)
  if (!own) throw notFound('call')
  const transport = transportFor(env, viewer.userId, now())
  return {
    ...presentCall(roster, call),
    participantId: id,
    resumeToken: await tokens.signResume({ participantId: id, roomId, userId: viewer.userId }, now()),
    knocking: call && lettingIn(roster).includes(own) ? await waitingFor(db.read, call) : [],
    transport,
    iceServers: transport.iceServers,
    limits: callLimits(env),
  }
}
