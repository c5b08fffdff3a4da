import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { issue, Refusal } from '#lib/errors.ts'
import type { Note } from '#lib/facts/facts.ts'
import { newIdInTime } from '#lib/ids.ts'
import { advance } from '#lib/rooms/head.ts'
import { requireMembership } from '#lib/rooms/membership.ts'
import { append, presentNew } from './append.ts'
import { attach, findAttached } from './attachments.ts'
import { mentionedBy } from './markdown/mentioned.ts'
import { mentionable, storeMentions } from './mentions.ts'
import { closeLater, contentOf } from './polls.ts'
import { presentMessage } from './present.ts'
import { byClientId, byId, type MessageRow } from './rows.ts'
import type { Message, NewMessage } from './schema.ts'

/** Thrown inside the write to undo it: the clientId was stored before. */
const storedBefore = new Error('This clientId was stored before')

/**
 * Posts a message. Resolves once it is stored: acknowledged means it survives a crash.
 * The same clientId again gives the stored message with `fresh: false` and stores
 * nothing, whenever and by whichever way it comes.
 */
export async function post(
  context: Context,
  roomId: string,
  input: NewMessage,
): Promise<{ message: Message; fresh: boolean }> {
  const { change, limits, viewer } = context
  await limits.message(viewer.userId)
  try {
    // Read before the write, which others of the room wait for.
    const named = mentionedBy(input.content)
    const message = await change((tx, note) => store(context, tx, note, roomId, input, named), roomId)
    return { message, fresh: true }
  } catch (error) {
    // Whatever stands against a new message now, one whose acknowledgement was lost is acknowledged again.
    const message = await storedCopy(context, input.clientId)
    if (!message) throw error
    return { message, fresh: false }
  }
}

async function store(
  { jobs, now, viewer }: Context,
  tx: Queries,
  note: Note,
  roomId: string,
  input: NewMessage,
  named: string[],
): Promise<Message> {
  const createdAt = now()
  const head = await advance(tx, viewer, roomId, createdAt)
  const replied = input.replyToId === undefined ? null : await repliedTo(tx, roomId, input.replyToId)
  const mentions = await mentionable(tx, roomId, named)
  const attached = await findAttached(tx, viewer, input, createdAt)
  const row = {
    id: newIdInTime(createdAt),
    roomId,
    ...head,
    kind: 'text' as const,
    authorId: viewer.userId,
    ...contentOf(input, createdAt),
    event: null,
    replyToId: replied?.message.id ?? null,
    threadId: replied ? (replied.message.threadId ?? replied.message.id) : null,
    mentions,
    reactions: [],
    ...attached,
    clientId: input.clientId,
    createdAt,
  }
  if (!(await append(tx, row))) throw storedBefore
  if (mentions.length > 0) await storeMentions(tx, row, mentions, false)
  await attach(tx, row)
  if (row.poll) await closeLater(jobs, tx, row.id, row.poll)
  const message = presentNew(row, viewer, replied)
  note('message.posted', { message })
  return message
}

async function repliedTo(tx: Queries, roomId: string, id: string): Promise<MessageRow> {
  const [row] = await byId(tx).execute({ id })
  if (!row || row.message.roomId !== roomId)
    throw new Refusal(
      'invalid_input',
      'messages.replyElsewhere',
      {},
      { issues: [issue('replyToId', 'messages.notOfRoom')] },
    )
  return row
}

async function storedCopy({ db, viewer }: Context, clientId: string): Promise<Message | null> {
  const [row] = await byClientId(db.read).execute({ authorId: viewer.userId, clientId })
  if (!row) return null
  await requireMembership(db.read, viewer, row.message.roomId)
  return presentMessage(row)
}
