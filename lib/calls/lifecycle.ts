import { and, desc, eq, gte, max } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { calls, participants } from '#lib/db/schema.ts'
import type { Note } from '#lib/facts/facts.ts'
import { newId, newIdInTime } from '#lib/ids.ts'
import { append, presentNew } from '#lib/messages/append.ts'
import { lastMessage } from '#lib/messages/queries.ts'
import { amend } from '#lib/messages/revise.ts'
import type { Message } from '#lib/messages/schema.ts'
import { rooms } from '#lib/rooms/columns.ts'
import { nextPlaceOfEvent } from '#lib/rooms/head.ts'
import { answerWaiting } from './knocks.ts'
import { rings } from './policy.ts'
import { presentCall } from './present.ts'
import { type CallRow, callOf, rosterOf } from './roster.ts'
import type { CallState } from './schema.ts'

/** The call of a room as it stands; null when there is none. */
export async function callIn(on: Queries, roomId: string): Promise<CallState | null> {
  const rows = await rosterOf(on, roomId)
  return rows.length === 0 ? null : presentCall(rows, await callOf(on, roomId))
}

/**
 * A call of one person alone is a try when it was shorter than this; another
 * one begun within this time belongs to it.
 */
const tryMs = 120_000

/**
 * Begins a call with whoever sits down first, unless one goes on; refuses (`rate_limited`) who begins them as
 * fast as nobody may write. Says whether one began. The room's row must be locked.
 */
export async function beginCall(
  context: Context,
  tx: Queries,
  note: Note,
  roomId: string,
  goesOn: boolean,
): Promise<boolean> {
  const { limits, now, viewer } = context
  const before = await callOf(tx, roomId)
  if (before && goesOn) return false
  // Counted in memory, so that the write waits for nothing.
  await limits.message(viewer.userId)
  // Everybody was gone, and the process too before it could say so.
  if (before) await end(tx, note, before, (await lastSeen(tx, before)) ?? now())
  const tried = await lastTry(context, tx, roomId)
  // A try's message says so again; everybody else hears of it only when there is something new to read.
  const message = tried
    ? await amend(tx, note, tried.messageId, begun(viewer.userId))
    : await postBeginning(context, tx, note, roomId)
  const callId = newId()
  await tx.insert(calls).values({ id: callId, roomId, messageId: message.id, startedAt: now() })
  note('call.began', { roomId, callId })
  return true
}

/**
 * Ends the call of a room when nobody sits in it any more: its message then says how long it was and who took
 * part. The room's row must be locked.
 */
export async function endCallIfEmpty(tx: Queries, note: Note, roomId: string, at: number): Promise<void> {
  const call = await callOf(tx, roomId)
  if (call && (await rosterOf(tx, roomId)).length === 0) await end(tx, note, call, at)
}

/** Mentions whose name it says. Nobody is called by it: nothing is noted as an unread mention. */
const begun = (userId: string) => ({
  event: { what: 'call.began' as const, userId },
  mentions: [userId],
})

async function postBeginning(
  { now, viewer }: Context,
  tx: Queries,
  note: Note,
  roomId: string,
): Promise<Message> {
  const at = now()
  const row = {
    id: newIdInTime(at),
    roomId,
    // Whoever is muted may call: their right to come in was asked for.
    ...(await nextPlaceOfEvent(tx, roomId, at)),
    kind: 'call' as const,
    authorId: viewer.userId,
    content: '',
    ...begun(viewer.userId),
    replyToId: null,
    threadId: null,
    inRoom: true,
    forwardedId: null,
    forwardedAuthorId: null,
    reactions: [],
    attachments: [],
    previews: [],
    poll: null,
    clientId: null,
    createdAt: at,
  }
  await append(tx, row)
  const message = presentNew(row, viewer)
  note('message.posted', { message, followers: [] })
  return message
}

/**
 * The viewer's call that ended just now, when nobody else came to it and
 * nothing was said in the room since it began.
 */
async function lastTry({ now, viewer }: Context, tx: Queries, roomId: string): Promise<CallRow | null> {
  const [call] = await tx
    .select()
    .from(calls)
    .where(and(eq(calls.roomId, roomId), gte(calls.endedAt, now() - tryMs)))
    .orderBy(desc(calls.endedAt))
    .limit(1)
  if (!call?.endedAt || call.endedAt - call.startedAt >= tryMs) return null
  const last = await lastMessage(tx, roomId)
  if (last?.id !== call.messageId || last.authorId !== viewer.userId || last.deletedAt !== null) return null
  const people = await peopleOf(tx, call)
  return people.every((userId) => userId === viewer.userId) ? call : null
}

const of = ({ roomId, startedAt }: CallRow) =>
  and(eq(participants.roomId, roomId), gte(participants.joinedAt, startedAt))

async function peopleOf(tx: Queries, call: CallRow): Promise<string[]> {
  const people = await tx.selectDistinct({ userId: participants.userId }).from(participants).where(of(call))
  return people.map(({ userId }) => userId)
}

async function lastSeen(tx: Queries, call: CallRow): Promise<number | null> {
  const [last] = await tx
    .select({ at: max(participants.leftAt) })
    .from(participants)
    .where(of(call))
  return last?.at ?? null
}

/** Whether others were called by it. */
async function rang(tx: Queries, { roomId }: CallRow): Promise<boolean> {
  const [room] = await tx.select({ visibility: rooms.visibility }).from(rooms).where(eq(rooms.id, roomId))
  return room !== undefined && rings(room)
}

async function end(tx: Queries, note: Note, call: CallRow, at: number) {
  await tx.update(calls).set({ endedAt: at }).where(eq(calls.id, call.id))
  const people = await peopleOf(tx, call)
  const durationMs = at - call.startedAt
  const missed = people.length < 2 && (await rang(tx, call)) ? { missed: true } : {}
  const event = { what: 'call.ended' as const, durationMs, people, ...missed }
  await amend(tx, note, call.messageId, { event, mentions: people })
  await answerWaiting(tx, note, call, 'withdrawn')
  note('call.ended', { roomId: call.roomId, callId: call.id, durationMs, people })
}
