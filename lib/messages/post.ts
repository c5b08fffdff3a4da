import { and, eq, sql } from 'drizzle-orm'
import type { Viewer } from '#lib/accounts/schema.ts'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { messages, rooms } from '#lib/db/schema.ts'
import { statement } from '#lib/db/statement.ts'
import { notFound, Refusal } from '#lib/errors.ts'
import { newIdInTime } from '#lib/ids.ts'
import { requireMembership, requireWritable, writableBy } from '#lib/rooms/membership.ts'
import { enclose, enclosedIn } from './enclosed.ts'
import { mentionedIn, storeMentions } from './mentions.ts'
import { presentMessage } from './present.ts'
import { byClientId, byId, type MessageRow } from './rows.ts'
import type { Message, NewMessage } from './schema.ts'

/** Gives the next seq and revision to whoever may write. On Postgres the row's lock makes commit order equal to revision order within a room. */
const advance = statement((on) =>
  on
    .update(rooms)
    .set({
      lastSeq: sql`${rooms.lastSeq} + 1`,
      revision: sql`${rooms.revision} + 1`,
      lastMessageAt: sql`${sql.placeholder('at')}`,
      activeAt: sql`${sql.placeholder('at')}`,
    })
    .where(and(eq(rooms.id, sql.placeholder('roomId')), writableBy(on, sql.placeholder('userId'))))
    .returning({ seq: rooms.lastSeq, revision: rooms.revision })
    .prepare('message_advance'),
)

const insert = statement((on) =>
  on
    .insert(messages)
    .values({
      id: sql.placeholder('id'),
      roomId: sql.placeholder('roomId'),
      seq: sql.placeholder('seq'),
      revision: sql.placeholder('revision'),
      authorId: sql.placeholder('authorId'),
      kind: 'text',
      content: sql.placeholder('content'),
      replyToId: sql.placeholder('replyToId'),
      threadId: sql.placeholder('threadId'),
      mentions: sql.placeholder('mentions'),
      reactions: sql.placeholder('reactions'),
      attachments: sql.placeholder('attachments'),
      previews: sql.placeholder('previews'),
      clientId: sql.placeholder('clientId'),
      createdAt: sql.placeholder('createdAt'),
    })
    .onConflictDoNothing()
    .returning({ id: messages.id })
    .prepare('message_insert'),
)

/** Thrown inside the write to undo it: the clientId was stored before. */
const storedBefore = new Error('This clientId was stored before')

/**
 * Posts a message. Resolves once it is stored: acknowledged means it survives a crash. The same clientId again gives the stored message with
 * `fresh: false` and stores nothing, whenever and by whichever way it comes.
 */
export async function post(
  context: Context,
  roomId: string,
  input: NewMessage,
): Promise<{ message: Message; fresh: boolean }> {
  const { db, limits, publish, viewer } = context
  await limits.message(viewer.userId)
  try {
    const message = await db.write((tx) => store(context, tx, roomId, input), roomId)
    const { seq: lastSeq, revision, mentions } = message
    const mentioned = mentions.filter((userId) => userId !== viewer.userId)
    publish('message:posted', { watchers: roomId }, message)
    publish(
      'room:activity',
      { elsewhere: roomId, authorId: viewer.userId, mentioned },
      { roomId, lastSeq, revision, mentioned: false },
    )
    return { message, fresh: true }
  } catch (error) {
    // Whatever stands against a new message now, one whose acknowledgement was lost is acknowledged again.
    const message = await storedCopy(context, input.clientId)
    if (!message) throw error
    return { message, fresh: false }
  }
}

async function store(
  { now, viewer }: Context,
  tx: Queries,
  roomId: string,
  input: NewMessage,
): Promise<Message> {
  const createdAt = now()
  const [head] = await advance(tx).execute({ roomId, userId: viewer.userId, at: createdAt })
  if (!head) throw await refusal(tx, viewer, roomId)
  const replied = input.replyToId === undefined ? null : await repliedTo(tx, roomId, input.replyToId)
  const mentions = await mentionedIn(tx, roomId, input.content)
  const enclosed = await enclosedIn(tx, viewer, input, createdAt)
  const row = {
    id: newIdInTime(createdAt),
    roomId,
    ...head,
    authorId: viewer.userId,
    content: input.content,
    replyToId: replied?.message.id ?? null,
    threadId: replied ? (replied.message.threadId ?? replied.message.id) : null,
    mentions,
    reactions: [],
    ...enclosed,
    clientId: input.clientId,
    createdAt,
  }
  const stored = await insert(tx).execute(row)
  if (stored.length === 0) throw storedBefore
  if (mentions.length > 0) await storeMentions(tx, row, mentions, false)
  await enclose(tx, row)
  return presentMessage({
    message: { ...row, kind: 'text', editedAt: null, deletedAt: null, pinnedAt: null },
    author: { id: viewer.userId, name: viewer.name, avatarUrl: viewer.avatarUrl },
    original: replied?.message ?? null,
    originalAuthorName: replied?.author.name ?? null,
  })
}

/** Why somebody may not write here. */
async function refusal(tx: Queries, viewer: Viewer, roomId: string): Promise<Refusal> {
  await requireWritable(tx, viewer, roomId)
  return notFound('room')
}

async function repliedTo(tx: Queries, roomId: string, id: string): Promise<MessageRow> {
  const [row] = await byId(tx).execute({ id })
  if (!row || row.message.roomId !== roomId)
    throw new Refusal('invalid_input', 'The message you reply to is not in this room.', {
      issues: [{ path: 'replyToId', message: 'Not a message of this room' }],
    })
  return row
}

async function storedCopy({ db, viewer }: Context, clientId: string): Promise<Message | null> {
  const [row] = await byClientId(db.read).execute({ authorId: viewer.userId, clientId })
  if (!row) return null
  await requireMembership(db.read, viewer, row.message.roomId)
  return presentMessage(row)
}
