import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { issue, Refusal } from '#lib/errors.ts'
import type { Note } from '#lib/facts/facts.ts'
import { newIdInTime } from '#lib/ids.ts'
import { advance } from '#lib/rooms/head.ts'
import { requireMembership } from '#lib/rooms/membership.ts'
import { append, presentNew } from './append.ts'
import { attach, findAttached } from './attachments.ts'
import { follow } from './followers.ts'
import { type Copies, copyAttached, passedOn } from './forward.ts'
import { mentionedBy } from './markdown/mentioned.ts'
import { mentionable, storeMentions } from './mentions.ts'
import { placeOf } from './policy.ts'
import { closeLater, contentOf } from './polls.ts'
import { presentMessage } from './present.ts'
import { byClientId, byId, type MessageRow, type StoredMessage } from './rows.ts'
import type { Message, NewMessage } from './schema.ts'
import { requirePause } from './slow-mode.ts'

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
    // Before the write, which others of the room wait for.
    const prepared = {
      mentioned: mentionedBy(input.content),
      copies: await copiesFor(context, roomId, input),
    }
    const message = await change((tx, note) => store(context, tx, note, roomId, input, prepared), roomId)
    return { message, fresh: true }
  } catch (error) {
    // Whatever stands against a new message now, one whose acknowledgement was lost is acknowledged again.
    const message = await storedCopy(context, input.clientId)
    if (!message) throw error
    return { message, fresh: false }
  }
}

type Prepared = { mentioned: string[]; copies: Copies | null }

/** Files of what is passed on; nothing is copied for what was stored before. */
async function copiesFor(context: Context, roomId: string, input: NewMessage): Promise<Copies | null> {
  const { clientId, forwardOf } = input
  if (forwardOf === undefined) return null
  if (await storedCopy(context, clientId)) throw storedBefore
  return copyAttached(context, forwardOf, roomId)
}

async function store(
  { jobs, now, viewer }: Context,
  tx: Queries,
  note: Note,
  roomId: string,
  input: NewMessage,
  { mentioned, copies }: Prepared,
): Promise<Message> {
  const createdAt = now()
  const inRoom = input.threadId === undefined || input.inRoom === true
  const { seq, revision, slowModeMs } = await advance(tx, viewer, roomId, {
    now: createdAt,
    shown: inRoom,
    where: placeOf(input),
  })
  if (slowModeMs > 0) await requirePause(tx, viewer, { id: roomId, slowModeMs }, createdAt)
  const replied = await named(tx, roomId, input, 'replyToId')
  const first = await firstOf(tx, await named(tx, roomId, input, 'threadId'))
  const mentions = await mentionable(tx, roomId, mentioned)
  const { forwardOf } = input
  const passed =
    forwardOf !== undefined && copies ? await passedOn(tx, viewer, forwardOf, copies, createdAt) : null
  const attached = passed ?? (await findAttached(tx, viewer, input, createdAt))
  const { content, poll } = contentOf(input, createdAt)
  const row = {
    id: newIdInTime(createdAt),
    roomId,
    seq,
    revision,
    kind: 'text' as const,
    authorId: viewer.userId,
    content: passed?.content ?? content,
    poll,
    event: null,
    replyToId: replied?.message.id ?? null,
    threadId: first?.id ?? null,
    inRoom,
    forwardedId: passed?.forwardedId ?? null,
    forwardedAuthorId: passed?.forwardedAuthorId ?? null,
    mentions,
    reactions: [],
    attachments: attached.attachments,
    previews: attached.previews,
    clientId: input.clientId,
    createdAt,
  }
  if (!(await append(tx, row))) throw storedBefore
  if (mentions.length > 0) await storeMentions(tx, row, mentions, false)
  await attach(tx, row)
  if (row.poll) await closeLater(jobs, tx, row.id, row.poll)
  const message = presentNew(row, viewer, { replied, forwardedAuthor: passed?.author ?? null })
  const followers = first ? await follow(tx, row, first.authorId) : []
  note('message.posted', { message, followers })
  return message
}

/** The message of this room that another one names. */
async function named(
  tx: Queries,
  roomId: string,
  input: NewMessage,
  as: 'replyToId' | 'threadId',
): Promise<MessageRow | null> {
  const id = input[as]
  if (id === undefined) return null
  const [row] = await byId(tx).execute({ id })
  if (!row || row.message.roomId !== roomId)
    throw new Refusal(
      'invalid_input',
      'messages.replyElsewhere',
      {},
      { issues: [issue(as, 'messages.notOfRoom')] },
    )
  return row
}

/** The first message of the thread that a message belongs to or begins. */
async function firstOf(tx: Queries, row: MessageRow | null): Promise<StoredMessage | undefined> {
  if (!row?.message.threadId) return row?.message
  const [first] = await byId(tx).execute({ id: row.message.threadId })
  return first?.message
}

async function storedCopy({ db, viewer }: Context, clientId: string): Promise<Message | null> {
  const [row] = await byClientId(db.read).execute({ authorId: viewer.userId, clientId })
  if (!row) return null
  await requireMembership(db.read, viewer, row.message.roomId)
  return presentMessage(row)
}
