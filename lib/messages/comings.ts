import { desc, eq } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { messages } from '#lib/db/schema.ts'
import { Fault } from '#lib/errors.ts'
import type { Note } from '#lib/facts/facts.ts'
import { newIdInTime } from '#lib/ids.ts'
import { nextPlaceOfEvent } from '#lib/rooms/head.ts'
import { append } from './append.ts'
import { presentMessage } from './present.ts'
import { amend } from './revise.ts'
import { byId } from './rows.ts'
import type { MessageEvent } from './schema.ts'

type Changed = Extract<MessageEvent, { what: 'members.changed' }>
type Coming = { roomId: string; userId: string; change: 'joined' | 'left' | 'removed' }

/** So long a line takes in who else comes and goes, as long as nothing is said after it. */
const gatheredMs = 3_600_000
/** More are counted and not named: a line stays a line, whoever is added all at once. */
const mostNamed = 3

const nobody: Changed = {
  what: 'members.changed',
  joined: { people: [], count: 0 },
  left: { people: [], count: 0 },
}

/**
 * Tells in the room that somebody came or went: in the line that tells it of others, where that is the last
 * word of the room, or in a new one. The room's row must be locked.
 */
export async function tellComing(
  tx: Queries,
  note: Note,
  { roomId, userId, change }: Coming,
  at: number,
): Promise<void> {
  const [last] = await tx
    .select({ id: messages.id, event: messages.event, createdAt: messages.createdAt })
    .from(messages)
    .where(eq(messages.roomId, roomId))
    .orderBy(desc(messages.seq))
    .limit(1)
  if (last?.event?.what === 'members.changed' && at - last.createdAt < gatheredMs) {
    await amend(tx, note, last.id, as(withComing(last.event, userId, change)))
    return
  }
  await tell(tx, note, { roomId, userId, ...as(withComing(nobody, userId, change)) }, at)
}

/** Tells in the room that somebody came by a right that nobody there gave them: in a line of its own. */
export const tellAdministrator = (
  tx: Queries,
  note: Note,
  { roomId, userId }: Omit<Coming, 'change'>,
  at: number,
): Promise<void> =>
  tell(tx, note, { roomId, userId, event: { what: 'administrator.entered', userId }, mentions: [userId] }, at)

type Told = { roomId: string; userId: string; event: MessageEvent; mentions: string[] }

async function tell(tx: Queries, note: Note, { roomId, userId, event, mentions }: Told, at: number) {
  const row = {
    id: newIdInTime(at),
    roomId,
    ...(await nextPlaceOfEvent(tx, roomId)),
    kind: 'system' as const,
    authorId: userId,
    content: '',
    event,
    mentions,
    replyToId: null,
    threadId: null,
    inRoom: true,
    forwardedId: null,
    forwardedAuthorId: null,
    poll: null,
    reactions: [],
    attachments: [],
    previews: [],
    clientId: null,
    createdAt: at,
  }
  await append(tx, row)
  const [stored] = await byId(tx).execute({ id: row.id })
  if (!stored) throw new Fault('The line was there a moment ago')
  note('message.posted', { message: presentMessage(stored), followers: [] })
}

/** Names are looked up by whom it mentions. Nobody is called by it. */
const as = (event: Changed) => ({
  event,
  mentions: changes.flatMap((change) => event[change]?.people ?? []),
})
const changes = ['joined', 'left', 'removed'] as const

/** Everybody is told of once, by what they did last, as far as they are named. */
export function withComing(event: Changed, userId: string, change: Coming['change']): Changed {
  const { people, count } = event[change] ?? { people: [], count: 0 }
  if (people.includes(userId)) return event
  const next = { ...event }
  for (const other of changes) {
    const before = event[other]
    if (before?.people.includes(userId))
      next[other] = { people: before.people.filter((id) => id !== userId), count: before.count - 1 }
  }
  next[change] = { people: people.length < mostNamed ? [...people, userId] : people, count: count + 1 }
  return next
}
