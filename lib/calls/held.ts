import { and, desc, eq, gte, isNull, max } from 'drizzle-orm'
import type { Context, World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { calls, messages, participants, rooms } from '#lib/db/schema.ts'
import { newId, newIdInTime } from '#lib/ids.ts'
import { advance, announcePosted, append, presentNew } from '#lib/messages/append.ts'
import { amend } from '#lib/messages/revise.ts'
import type { Message } from '#lib/messages/schema.ts'
import type { Publish } from '#lib/realtime/publish.ts'
import { lockRoom } from '#lib/rooms/entry.ts'
import { announceAnswered, answerWaiting } from './knocks.ts'
import { presentCall } from './present.ts'
import { type HeldCall, heldIn, rosterOf } from './roster.ts'
import type { CallState } from './schema.ts'

/** The call of a room as it stands; null when there is none. */
export async function callIn(on: Queries, roomId: string): Promise<CallState | null> {
  const rows = await rosterOf(on, roomId)
  return rows.length === 0 ? null : presentCall(rows, await heldIn(on, roomId))
}

/** A call of one person alone is a try when it was shorter than this; another one begun within this time belongs to it. */
const tryMs = 120_000

/** The message that says that a call began: a new one, or that of a try before, which says so again. */
type Beginning = { message: Message; fresh: boolean }

/**
 * Begins a call with whoever sits down first, unless one goes on; refuses (`rate_limited`) who begins them as fast as nobody may write.
 * Gives what the conversation says of it, to be announced after the commit; null when nothing began. The room's row must be locked.
 */
export async function beginCall(
  context: Context,
  tx: Queries,
  roomId: string,
  goesOn: boolean,
): Promise<Beginning | null> {
  const { limits, now, viewer } = context
  const before = await heldIn(tx, roomId)
  if (before && goesOn) return null
  // Counted in memory, so that the write waits for nothing.
  await limits.message(viewer.userId)
  // Everybody was gone, and the process too before it could say so.
  if (before) await end(tx, before, (await lastSeen(tx, before)) ?? now())
  const tried = await lastTry(context, tx, roomId)
  const message = tried
    ? await amend(tx, tried.messageId, begun(viewer.userId))
    : await tellBeginning(context, tx, roomId)
  await tx.insert(calls).values({ id: newId(), roomId, messageId: message.id, startedAt: now() })
  return { message, fresh: !tried }
}

/** Tells watchers that a call began; everybody else only when there is something new to read. */
export function announceBegun(publish: Publish, { message, fresh }: Beginning): void {
  if (fresh) announcePosted(publish, message)
  else publish('message:changed', { watchers: message.roomId }, message)
}

/** Ends the call of a room when nobody sits in it any more: its message then says how long it was and who took part. */
export async function endCallIfEmpty(world: World, roomId: string): Promise<void> {
  const { db, now, publish } = world
  if ((await rosterOf(db.read, roomId)).length > 0) return
  const ended = await db.write(async (tx) => {
    await lockRoom(tx, roomId)
    const call = await heldIn(tx, roomId)
    return call && (await rosterOf(tx, roomId)).length === 0 ? end(tx, call, now()) : null
  }, roomId)
  if (!ended) return
  publish('message:changed', { watchers: roomId }, ended.message)
  announceAnswered(world, roomId, ended.waited, false)
}

/** Mentions whose name it says. Nobody is called by it: nothing is noted as an unread mention. */
const begun = (userId: string) => ({ content: `<@${userId}> started a call`, mentions: [userId] })

async function tellBeginning({ now, viewer }: Context, tx: Queries, roomId: string): Promise<Message> {
  const at = now()
  const row = {
    id: newIdInTime(at),
    roomId,
    ...(await advance(tx, viewer, roomId, at)),
    kind: 'call' as const,
    authorId: viewer.userId,
    ...begun(viewer.userId),
    replyToId: null,
    threadId: null,
    reactions: [],
    attachments: [],
    previews: [],
    clientId: null,
    createdAt: at,
  }
  await append(tx, row)
  return presentNew(row, viewer, null)
}

/** The viewer's call that ended just now, when nobody else came to it and nothing was said in the room since it began. */
async function lastTry({ now, viewer }: Context, tx: Queries, roomId: string): Promise<HeldCall | null> {
  const [last] = await tx
    .select({ call: calls })
    .from(calls)
    .innerJoin(rooms, eq(rooms.id, calls.roomId))
    .innerJoin(messages, and(eq(messages.id, calls.messageId), eq(messages.seq, rooms.lastSeq)))
    .where(
      and(
        eq(calls.roomId, roomId),
        gte(calls.endedAt, now() - tryMs),
        eq(messages.authorId, viewer.userId),
        isNull(messages.deletedAt),
      ),
    )
    .orderBy(desc(calls.endedAt))
    .limit(1)
  if (!last?.call.endedAt || last.call.endedAt - last.call.startedAt >= tryMs) return null
  const people = await peopleOf(tx, last.call)
  return people.every((userId) => userId === viewer.userId) ? last.call : null
}

const of = ({ roomId, startedAt }: HeldCall) =>
  and(eq(participants.roomId, roomId), gte(participants.joinedAt, startedAt))

async function peopleOf(tx: Queries, call: HeldCall): Promise<string[]> {
  const people = await tx.selectDistinct({ userId: participants.userId }).from(participants).where(of(call))
  return people.map(({ userId }) => userId)
}

async function lastSeen(tx: Queries, call: HeldCall): Promise<number | null> {
  const [last] = await tx
    .select({ at: max(participants.leftAt) })
    .from(participants)
    .where(of(call))
  return last?.at ?? null
}

async function end(tx: Queries, call: HeldCall, at: number) {
  await tx.update(calls).set({ endedAt: at }).where(eq(calls.id, call.id))
  const mentions = await peopleOf(tx, call)
  const names = mentions.map((userId) => `<@${userId}>`).join(', ')
  const content = `Call of ${lengthOf(at - call.startedAt)} with ${names}`
  return {
    message: await amend(tx, call.messageId, { content, mentions }),
    waited: await answerWaiting(tx, call, 'withdrawn'),
  }
}

const lengthOf = (ms: number) => {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 1) return 'less than a minute'
  if (minutes < 60) return minutes === 1 ? 'one minute' : `${minutes} minutes`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
