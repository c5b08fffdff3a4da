import { and, eq, gte, max } from 'drizzle-orm'
import type { Context, World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { calls, participants } from '#lib/db/schema.ts'
import { newId, newIdInTime } from '#lib/ids.ts'
import { advance, append, presentNew } from '#lib/messages/append.ts'
import { amend } from '#lib/messages/revise.ts'
import type { Message } from '#lib/messages/schema.ts'
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

/**
 * Begins a call with whoever sits down first, unless one goes on. Gives the message that says so in the conversation, to be announced after
 * the commit; null when nothing began. The room's row must be locked.
 */
export async function beginCall(
  { now, viewer }: Context,
  tx: Queries,
  roomId: string,
  goesOn: boolean,
): Promise<Message | null> {
  const before = await heldIn(tx, roomId)
  if (before && goesOn) return null
  // Everybody was gone, and the process too before it could say so.
  if (before) await end(tx, before, (await lastSeen(tx, before)) ?? now())
  const at = now()
  const row = {
    id: newIdInTime(at),
    roomId,
    ...(await advance(tx, viewer, roomId, at)),
    kind: 'call' as const,
    authorId: viewer.userId,
    content: `<@${viewer.userId}> started a call`,
    replyToId: null,
    threadId: null,
    // Whose names it says. Nobody is called by it: nothing is noted as an unread mention.
    mentions: [viewer.userId],
    reactions: [],
    attachments: [],
    previews: [],
    clientId: null,
    createdAt: at,
  }
  await append(tx, row)
  await tx.insert(calls).values({ id: newId(), roomId, messageId: row.id, startedAt: at })
  return presentNew(row, viewer, null)
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

const of = ({ roomId, startedAt }: HeldCall) =>
  and(eq(participants.roomId, roomId), gte(participants.joinedAt, startedAt))

async function lastSeen(tx: Queries, call: HeldCall): Promise<number | null> {
  const [last] = await tx
    .select({ at: max(participants.leftAt) })
    .from(participants)
    .where(of(call))
  return last?.at ?? null
}

async function end(tx: Queries, call: HeldCall, at: number) {
  await tx.update(calls).set({ endedAt: at }).where(eq(calls.id, call.id))
  const people = await tx.selectDistinct({ userId: participants.userId }).from(participants).where(of(call))
  const mentions = people.map(({ userId }) => userId)
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
