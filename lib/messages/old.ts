import { and, asc, between, count, eq, gt, gte, inArray, isNull, lt } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Queries } from '#lib/db/open.ts'
import { messages } from '#lib/db/schema.ts'
import type { Note } from '#lib/facts/facts.ts'
import { freeFiles } from '#lib/files/attach.ts'
import { emptyFirst } from './operations.ts'
import { takeEdits } from './purge.ts'

/**
 * What is too old in a room. `held` is the message of a call that goes on: it stays, and what follows it.
 */
export type Old = { roomId: string; firstSeq: number; before: number; held?: string | undefined }
/** What was taken. `upTo`: the last seq of it; `time`: when the youngest of it was said. */
type Taken = { messages: number; files: number; upTo: number; time: number }

/**
 * Takes some messages that are too old, in the order of their numbers, with all that hangs on them; null when
 * there are none. Of the first message of a thread that goes on an empty one stays. The room's row must be
 * locked. It asks for no rights.
 */
export async function takeOld(
  tx: Queries,
  note: Note,
  { roomId, firstSeq, before, held }: Old,
  { size, at }: { size: number; at: number },
): Promise<Taken | null> {
  const found = await tx
    .select({
      id: messages.id,
      seq: messages.seq,
      threadId: messages.threadId,
      createdAt: messages.createdAt,
      attachments: messages.attachments,
      previews: messages.previews,
    })
    .from(messages)
    .where(and(eq(messages.roomId, roomId), gte(messages.seq, firstSeq)))
    .orderBy(asc(messages.seq))
    .limit(size)
  const young = found.findIndex(({ id, createdAt }) => createdAt >= before || id === held)
  const old = young < 0 ? found : found.slice(0, young)
  const last = old.at(-1)
  if (!last) return null
  const ids = old.map(({ id }) => id)
  // Somebody may have edited one message thousands of times.
  if (await takeEdits(tx, ids, size)) return { messages: 0, files: 0, upTo: firstSeq - 1, time: 0 }
  const goesOn = await goingOn(tx, ids, last.seq)
  for (const id of goesOn) await emptyFirst(tx, note, id, at)
  const gone = old.filter(({ id }) => !goesOn.has(id))
  for (const { id, attachments, previews } of gone)
    if (attachments.length + previews.length > 0) await freeFiles(tx, id)
  if (gone.length > 0)
    await tx.delete(messages).where(
      inArray(
        messages.id,
        gone.map(({ id }) => id),
      ),
    )
  await takeEmptied(tx, [...new Set(old.flatMap(({ threadId }) => threadId ?? []))], last.seq)
  return {
    messages: old.length,
    files: old.reduce((sum, { attachments }) => sum + attachments.length, 0),
    upTo: last.seq,
    time: Math.max(...old.map(({ createdAt }) => createdAt)),
  }
}

const reply = alias(messages, 'reply')

/** Which of these begin a thread that has replies after a seq. */
async function goingOn(tx: Queries, ids: string[], after: number): Promise<Set<string>> {
  const rows = await tx
    .selectDistinct({ id: reply.threadId })
    .from(reply)
    .where(and(inArray(reply.threadId, ids), gt(reply.seq, after), isNull(reply.deletedAt)))
  return new Set(rows.flatMap(({ id }) => id ?? []))
}

/** Takes what was left of first messages whose last reply has gone. */
async function takeEmptied(tx: Queries, threadIds: string[], upTo: number): Promise<void> {
  if (threadIds.length === 0) return
  const rows = await tx
    .selectDistinct({ id: reply.threadId })
    .from(reply)
    .where(inArray(reply.threadId, threadIds))
  const live = new Set(rows.map(({ id }) => id))
  const over = threadIds.filter((id) => !live.has(id))
  if (over.length > 0)
    await tx.delete(messages).where(and(inArray(messages.id, over), lt(messages.seq, upTo)))
}

/** How much of a room is too old, and since when it is there; null when nothing is. It asks for no rights. */
export async function countOld(
  on: Queries,
  { roomId, firstSeq, before, held }: Old,
  lastSeq: number,
): Promise<{ messages: number; upTo: number; oldestAt: number } | null> {
  const oldest = await firstFrom(on, roomId, firstSeq)
  if (!oldest || oldest.createdAt >= before) return null
  // In the order of their time: asked for half of the rest each time, a million takes twenty questions.
  let [low, high] = [oldest.seq, lastSeq + 1]
  while (low + 1 < high) {
    const middle = Math.floor((low + high) / 2)
    const found = await firstFrom(on, roomId, middle)
    if (found && found.createdAt < before) low = found.seq
    else high = middle
  }
  const upTo = held === undefined ? low : Math.min(low, await seqBefore(on, held))
  const [counted] = await on
    .select({ messages: count() })
    .from(messages)
    .where(and(eq(messages.roomId, roomId), between(messages.seq, firstSeq, upTo)))
  return counted && counted.messages > 0 ? { ...counted, upTo, oldestAt: oldest.createdAt } : null
}

/** Whether anything of a room is too old, asked without a write. */
export async function hasOld(on: Queries, { roomId, firstSeq, before }: Old): Promise<boolean> {
  const oldest = await firstFrom(on, roomId, firstSeq)
  return oldest !== undefined && oldest.createdAt < before
}

/** The first message of a room from a seq on. */
async function firstFrom(on: Queries, roomId: string, seq: number) {
  const [found] = await on
    .select({ seq: messages.seq, createdAt: messages.createdAt })
    .from(messages)
    .where(and(eq(messages.roomId, roomId), gte(messages.seq, seq)))
    .orderBy(asc(messages.seq))
    .limit(1)
  return found
}

async function seqBefore(on: Queries, id: string): Promise<number> {
  const [found] = await on.select({ seq: messages.seq }).from(messages).where(eq(messages.id, id))
  return (found?.seq ?? Number.MAX_SAFE_INTEGER) - 1
}

/** The ids of a room's messages up to a seq, as a part of a statement. */
export const oldIds = (on: Queries, roomId: string, upTo: number) =>
  on
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.roomId, roomId), lt(messages.seq, upTo + 1)))
