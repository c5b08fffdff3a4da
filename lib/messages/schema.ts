import { z } from 'zod'
import { person } from '#lib/accounts/schema.ts'
import { nameBetweenColons } from '#lib/emoji/name.ts'
import { attachment } from '#lib/files/schema.ts'
import { id, line, paragraph, time } from '#lib/http/schema.ts'
import { allowed, mostChoices, pageSize } from '#lib/limits.ts'
import { linkPreview } from '#lib/previews/schema.ts'
import { roomTitle } from '#lib/rooms/schema.ts'
import { isEmoji } from '#lib/text/one-emoji.ts'
import { trimMessage } from './trim-message.ts'

const seq = z.number().int().min(0)

const content = z.lazy(() => {
  const { messageChars } = allowed()
  return paragraph(messageChars, 'invalid.messageLong', trimMessage)
})

const attachmentIds = z.lazy(() => {
  const { filesPerMessage } = allowed()
  return z.array(id).max(filesPerMessage, 'invalid.manyFiles')
})

/** One emoji: a single grapheme with a pictographic, flag or keycap part. */
export const emoji = z.string().max(32).refine(isEmoji, 'invalid.emoji')

/** The same, or one of the installation's, as `:name:`. */
export const reactionEmoji = z
  .string()
  .max(32)
  .refine((text) => isEmoji(text) || nameBetweenColons(text) !== null, 'invalid.emoji')

const pollTime = time.nullable()

/** What is asked of the room, beside the question, which is the message's text. */
const newPoll = z.object({
  choices: z
    .array(line(100))
    .min(2, 'invalid.fewChoices')
    .max(mostChoices, 'invalid.manyChoices')
    .refine((choices) => new Set(choices).size === choices.length, 'invalid.sameChoices'),
  /** Whether one may choose more than one. */
  several: z.boolean().default(false),
  /** When it closes by itself. */
  closesAt: time.optional(),
})

/** A question to everybody in the room, and who chose what. */
const poll = z.object({
  question: z.string(),
  choices: z.array(z.object({ text: z.string(), userIds: z.array(id) })),
  several: z.boolean(),
  closesAt: pollTime,
  closedAt: pollTime,
})

const place = z
  .number()
  .int()
  .min(0)
  .max(mostChoices - 1)

/** Which choices one makes, by their places from 0 on; none takes them back. */
export const vote = z.object({ choices: z.array(place).max(mostChoices) })

export const newMessage = z
  .object({
    clientId: z.uuid('invalid.clientId'),
    content,
    /** What it answers: the room shows it with a quote of that. */
    replyToId: id.optional(),
    /** In which thread it stands, and not in the room: named by its first message or by any reply. */
    threadId: id.optional(),
    /** Of a reply in a thread: the room shows it too. */
    inRoom: z.boolean().optional(),
    attachmentIds: attachmentIds.optional(),
    /** Cards to show, of those the author fetched while composing. */
    previewIds: z.array(id).max(5).optional(),
    /** Makes it a poll: the content is its question. The choices are stored as text below that. */
    poll: newPoll.optional(),
    /** A message to pass on as it stands, with its files: nothing else is said or shown beside it. */
    forwardOf: id.optional(),
  })
  .superRefine(({ content, attachmentIds = [], previewIds = [], replyToId, forwardOf, poll }, told) => {
    const hasFiles = attachmentIds.length > 0
    const needsText = poll !== undefined || (!hasFiles && forwardOf === undefined)
    if (content === '' && needsText)
      told.addIssue({ code: 'custom', path: ['content'], message: 'invalid.nothingWritten' })
    const saysMore =
      content !== '' || hasFiles || previewIds.length > 0 || replyToId !== undefined || poll !== undefined
    if (forwardOf !== undefined && saysMore)
      told.addIssue({ code: 'custom', path: ['forwardOf'], message: 'invalid.forwardAlone' })
  })

export const roomActivity = z.object({
  days: z.array(z.object({ day: z.iso.date(), messages: z.number().int(), people: z.number().int() })),
  people: z.number().int(),
  memberCount: z.number().int(),
  isWhole: z.boolean(),
})

/** "" takes the text away from a message that has files. */
export const messageEdit = z.object({ content })
const reaction = z.object({ emoji: z.string(), userIds: z.array(id) })

/** How many people did the same, and the first of them by their ids. */
const gathered = z.object({ people: z.array(id), count: z.number().int() })

/** What everybody reads in the place of a message that is not its author's own to delete. */
export const removal = z.object({ reason: paragraph(300).optional() })

/** What the room itself tells of, as a fact: each page makes the words, in the language of whoever reads. */
const messageEvent = z.discriminatedUnion('what', [
  z.object({ what: z.literal('call.began'), userId: id }),
  /** `people`: the ids of those who took part. `missed`: it was for others too, and nobody took it. */
  z.object({
    what: z.literal('call.ended'),
    durationMs: z.number().int(),
    people: z.array(id),
    missed: z.boolean().optional(),
  }),
  /** Who came and who went within some time: everybody once, by what they did last. */
  z.object({
    what: z.literal('members.changed'),
    joined: gathered,
    left: gathered,
    /** Who did not go by themselves. */
    removed: gathered.optional(),
  }),
  /** Somebody came in by the right of whoever looks after the installation. */
  z.object({ what: z.literal('administrator.entered'), userId: id }),
])

export const message = z.object({
  id,
  roomId: id,
  seq,
  revision: z.number().int(),
  author: person,
  kind: z.enum(['text', 'system', 'call']),
  /** Markdown source, "" when deleted. Of an event: what it says in English. */
  content: z.string(),
  event: messageEvent.optional(),
  poll: poll.optional(),
  /** Those an event names, also when they are not in the room any more. */
  people: z.array(person).optional(),
  replyTo: z.object({ id, seq, authorName: z.string(), excerpt: z.string() }).nullable(),
  /** The first message of the thread of replies this one belongs to. */
  threadId: id.nullable(),
  /** Whether the room shows it; otherwise its thread alone does. */
  inRoom: z.boolean(),
  /** Of what was passed on from elsewhere: whose words these are. */
  forwarded: z.object({ author: person }).optional(),
  attachments: z.array(attachment),
  previews: z.array(linkPreview),
  reactions: z.array(reaction),
  /** Ids of people; "room" for everybody in the room. */
  mentions: z.array(z.string()),
  clientId: z.string().nullable(),
  createdAt: time,
  editedAt: time.nullable(),
  deletedAt: time.nullable(),
  /** Of what a moderator or an administrator deleted: why, "" where they did not say. */
  removed: z.object({ reason: z.string() }).optional(),
  pinnedAt: time.nullable(),
})

const position = z.coerce.number().int().min(0).optional()
/** At most one of `before`, `after`, `around` (a seq); none of them: the newest page. */
export const historyQuery = z
  .object({
    before: position,
    after: position,
    around: position,
    limit: z.coerce.number().int().min(1).max(pageSize.max).default(pageSize.default),
  })
  .refine((query) => [query.before, query.after, query.around].filter((at) => at !== undefined).length <= 1, {
    message: 'invalid.onePosition',
  })

/** The replies to a first message, as of a room's revision. Deleted ones do not count. */
const threadSummary = z.object({
  /** The first message. */
  messageId: id,
  replyCount: z.number().int(),
  lastReplySeq: seq,
  lastReplyAt: time,
})

/** Ids of rooms, with commas between them. */
export const lastQuery = z.object({
  roomIds: z
    .string()
    .max(8_000)
    .default('')
    .transform((ids) => ids.split(',').filter((one) => one !== ''))
    .pipe(z.array(id).max(pageSize.max)),
})

/**
 * A stretch of what the room shows of its history, in `seq` order, and the threads that begin in it. It tells
 * of all numbers `from` to `to`, both included: those without an item stand in threads alone.
 */
export const messagePage = z.object({
  items: z.array(message),
  from: seq,
  to: seq,
  threads: z.array(threadSummary),
  revision: z.number().int(),
  hasBefore: z.boolean(),
  hasAfter: z.boolean(),
})

/** The newest replies, or those before a seq. */
export const threadQuery = z.object({
  before: position,
  limit: z.coerce.number().int().min(1).max(pageSize.max).default(pageSize.default),
})

/** Whether somebody follows a thread, and how far they have read it. */
const threadReading = z.object({ following: z.boolean(), lastReadSeq: seq })

/** The message a thread begins with and a stretch of the replies, in `seq` order. */
export const threadPage = threadReading.extend({
  first: message,
  items: z.array(message),
  revision: z.number().int(),
  hasBefore: z.boolean(),
})

/** To the tabs of whoever's it is. */
export const threadAttention = threadReading.extend({ roomId: id, threadId: id })

/** A thread somebody follows, with its last replies. */
export const followedThread = threadSummary.omit({ messageId: true }).extend({
  first: message,
  items: z.array(message),
  room: roomTitle,
  lastReadSeq: seq,
  /** Of the replies that stand in the thread alone, after the last one read. */
  unreadCount: z.number().int(),
})

/** What is unread in the threads somebody follows, those without anything left out. */
export const unreadThreads = z.object({
  threads: z.array(
    threadSummary
      .pick({ lastReplySeq: true })
      .extend({ roomId: id, threadId: id, unreadCount: z.number().int() }),
  ),
})

/**
 * Something that was meant for somebody: a message that mentions them or everybody, or one of their own that
 * somebody else reacted to or that was removed, and when that was.
 */
export const activity = z.object({
  what: z.enum(['mention', 'reaction', 'removal']),
  message,
  room: roomTitle,
  /**
   * Who did it: the message's author, or who reacted, as far as they are known here. Who removed something is
   * not told.
   */
  people: z.array(person),
  at: time,
})
/**
 * Where a message that was passed on stands; `room` is null where one may not see that, `seq` where one may
 * not read it.
 */
export const origin = z.object({ room: roomTitle.nullable(), seq: seq.nullable() })

/** What a message said before it was edited, and since when. */
export const edit = z.object({ content: z.string(), writtenAt: time })

export const changesQuery = z.object({ since: z.coerce.number().int().min(0) })
/** Every message that changed after a revision, in revision order; `reset` when there are too many. */
export const changes = z.object({
  revision: z.number().int(),
  changes: z.array(message),
  reset: z.boolean(),
  /** Where the history begins now: whoever holds anything with a lower seq drops it. */
  firstSeq: seq,
})

export type Poll = z.infer<typeof poll>
export type RoomActivity = z.infer<typeof roomActivity>
export type NewMessage = z.infer<typeof newMessage>
export type Message = z.infer<typeof message>
export type MessageKind = Message['kind']
export type MessageEvent = z.infer<typeof messageEvent>
export type Reaction = z.infer<typeof reaction>
export type HistoryQuery = z.infer<typeof historyQuery>
export type LastQuery = z.output<typeof lastQuery>
export type ThreadSummary = z.infer<typeof threadSummary>
export type ThreadQuery = z.infer<typeof threadQuery>
export type ThreadPage = z.infer<typeof threadPage>
export type FollowedThread = z.infer<typeof followedThread>
export type UnreadThreads = z.infer<typeof unreadThreads>
export type Activity = z.infer<typeof activity>
export type ThreadAttention = z.infer<typeof threadAttention>
export type Edit = z.infer<typeof edit>
export type Origin = z.infer<typeof origin>
export type MessagePage = z.infer<typeof messagePage>
export type Changes = z.infer<typeof changes>
