import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { nameBetweenColons } from '#lib/emoji/name.ts'
import { requireEmojiNamed } from '#lib/emoji/queries.ts'
import { Refusal } from '#lib/errors.ts'
import type { Note } from '#lib/facts/facts.ts'
import { freeFiles } from '#lib/files/attach.ts'
import { lockRoom } from '#lib/rooms/entry.ts'
import { type JoinedRoom, requireMayPost, requireOpen } from '#lib/rooms/membership.ts'
import { canModerate, canWrite } from '#lib/rooms/policy.ts'
import { forgetEdits, keepEdit } from './edits.ts'
import { mentionedBy } from './markdown/mentioned.ts'
import { mentionable, storeMentions } from './mentions.ts'
import { canDelete, canEdit } from './policy.ts'
import { placeOf } from './readable.ts'
import { amend, type MessageRef, revise } from './revise.ts'
import { byId, type StoredMessage } from './rows.ts'
import type { Message, Reaction } from './schema.ts'

const maxEmoji = 50
/** What is left of a deleted message. */
const emptied = {
  content: '',
  mentions: [],
  reactions: [],
  attachments: [],
  previews: [],
  forwardedId: null,
  forwardedAuthorId: null,
  pinnedAt: null,
  reactedAt: null,
  poll: null,
}

/** Changes the text of the viewer's own message. The same text again changes nothing. */
export const edit = (context: Context, of: MessageRef, content: string): Promise<Message> =>
  revise(context, of, async (tx, message, room) => {
    if (!canEdit(context.viewer, { ...message, isForwarded: message.forwardedId !== null }))
      throw new Refusal('forbidden', 'messages.edit')
    if (message.deletedAt !== null) throw new Refusal('conflict', 'messages.deleted')
    if (message.poll) throw new Refusal('conflict', 'polls.edit')
    if (message.content === content) return null
    requireMayPost(room, message.inRoom ? 'room' : 'thread')
    if (content === '' && message.attachments.length === 0)
      throw new Refusal('invalid_input', 'messages.emptyEdit', {}, { at: 'content' })
    const mentions = await mentionable(tx, message.roomId, mentionedBy(content), message.mentions)
    await storeMentions(tx, message, mentions, true)
    await keepEdit(tx, message)
    return { content, mentions, editedAt: context.now() }
  })

/**
 * Deletes a message, the viewer's own or, for moderators, anybody's. Its place in the history stays, empty;
 * of somebody else's message it says why. Also whoever is muted takes back what they said, without a word.
 */
export const remove = (context: Context, of: MessageRef, reason = ''): Promise<Message> => {
  const empties = async (tx: Queries, message: StoredMessage, room: JoinedRoom) => {
    if (!canDelete(context.viewer, message, room)) throw new Refusal('forbidden', 'messages.delete')
    if (message.deletedAt !== null) return null
    const isOwn = message.authorId === context.viewer.userId
    const silent = reason !== '' && !canWrite(room, context.now())
    if (!isOwn && silent) throw new Refusal('forbidden', 'rooms.muted')
    return { ...(await empty(tx, message, context.now())), ...(!isOwn && { removedFor: reason }) }
  }
  return revise(context, of, empties, requireOpen)
}

/** The same by a right that is not of the room, in the write at hand: whoever calls it has asked for that. */
export async function removeByRight(
  tx: Queries,
  note: Note,
  messageId: string,
  reason: string,
  at: number,
): Promise<void> {
  const place = await placeOf(tx, messageId)
  if (place) await lockRoom(tx, place.roomId)
  const [row] = await byId(tx).execute({ id: messageId })
  if (!row || row.message.deletedAt !== null) throw new Refusal('conflict', 'messages.deleted')
  await amend(tx, note, messageId, { ...(await empty(tx, row.message, at)), removedFor: reason })
}

/** The same for its author, who is gone, in the write at hand. Deleted already: nothing happens. */
export async function emptyOf(tx: Queries, note: Note, messageId: string, at: number): Promise<void> {
  const place = await placeOf(tx, messageId)
  if (!place) return
  await lockRoom(tx, place.roomId)
  const [row] = await byId(tx).execute({ id: messageId })
  if (row && row.message.deletedAt === null)
    await amend(tx, note, messageId, await empty(tx, row.message, at))
}

/**
 * What is left of the first message of a thread that is too old, while there are younger replies: its place
 * in the thread, and none in the room. The room's row must be locked.
 */
export async function emptyFirst(tx: Queries, note: Note, messageId: string, at: number): Promise<void> {
  const [row] = await byId(tx).execute({ id: messageId })
  if (!row) return
  const emptied = row.message.deletedAt === null ? await empty(tx, row.message, at) : {}
  await amend(tx, note, messageId, { ...emptied, inRoom: false })
}

/** What goes with a message, and what it becomes. */
async function empty(tx: Queries, message: StoredMessage, deletedAt: number) {
  await storeMentions(tx, message, [], true)
  await forgetEdits(tx, message)
  if (message.attachments.length + message.previews.length > 0) await freeFiles(tx, message.id)
  return { ...emptied, deletedAt }
}

/** Sets or takes back the viewer's reaction. Idempotent. */
export const react = (context: Context, of: MessageRef, emoji: string, on: boolean): Promise<Message> =>
  revise(context, of, async (tx, message) => {
    if (message.deletedAt !== null) throw new Refusal('conflict', 'messages.deleted')
    const { userId } = context.viewer
    const has = message.reactions.some((one) => isSame(one.emoji, emoji) && one.userIds.includes(userId))
    if (has === on) return null
    const name = nameBetweenColons(emoji)
    // Of one that is gone its reactions stay, and may be taken back.
    if (on && name !== null) await requireEmojiNamed(tx, name)
    const reactions = withReaction(message.reactions, emoji, userId, on)
    if (reactions.length > maxEmoji) throw new Refusal('conflict', 'messages.reactions', { most: maxEmoji })
    return {
      reactions,
      reactedAt: reactedAt({ ...message, reactions }, on && userId !== message.authorId, context.now()),
    }
  })

/** Pins or unpins a message. For moderators and owners. */
export const pin = (context: Context, of: MessageRef, on: boolean): Promise<Message> =>
  revise(context, of, async (_tx, message, room) => {
    if (!canModerate(room)) throw new Refusal('forbidden', 'messages.pin')
    if (message.deletedAt !== null) throw new Refusal('conflict', 'messages.deleted')
    return (message.pinnedAt !== null) === on ? null : { pinnedAt: on ? context.now() : null }
  })

/** When somebody else than its author last reacted to a message, and does so still. */
const reactedAt = (message: StoredMessage, isAnother: boolean, now: number): number | null => {
  if (isAnother) return now
  const isAlone = message.reactions.every(({ userIds }) => userIds.every((id) => id === message.authorId))
  return isAlone ? null : message.reactedAt
}

/** A sign of which some programs say that it is to be drawn in colours, and others do not, is one. */
const isSame = (a: string, b: string) => a.replaceAll('\ufe0f', '') === b.replaceAll('\ufe0f', '')

function withReaction(reactions: Reaction[], emoji: string, userId: string, on: boolean): Reaction[] {
  if (on && !reactions.some((one) => isSame(one.emoji, emoji)))
    return [...reactions, { emoji, userIds: [userId] }]
  return reactions
    .map((reaction) => {
      if (!isSame(reaction.emoji, emoji)) return reaction
      const others = reaction.userIds.filter((id) => id !== userId)
      return { emoji: reaction.emoji, userIds: on ? [...others, userId] : others }
    })
    .filter((reaction) => reaction.userIds.length > 0)
}
