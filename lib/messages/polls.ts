import type { Context, World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { Refusal } from '#lib/errors.ts'
import { isoTime } from '#lib/iso-time.ts'
import { lockRoom } from '#lib/rooms/entry.ts'
import { timeToCome } from '#lib/times/to-come.ts'
import { canClosePoll, isPollOpen } from './policy.ts'
import { placeOf } from './readable.ts'
import { amend, type MessageRef, revise } from './revise.ts'
import { byId, type StoredMessage } from './rows.ts'
import type { Message, NewMessage, Poll } from './schema.ts'

/**
 * What a new message says, and its poll. The choices stand in its text too, so that whoever knows no polls
 * (search, a notification, an older page) reads what is asked.
 */
export function contentOf(
  { content, poll }: NewMessage,
  now: number,
): { content: string; poll: Poll | null } {
  if (!poll) return { content, poll: null }
  requireOpenAt(poll, now)
  const { choices, several, closesAt = null } = poll
  const list = choices.map((text, at) => `${at + 1}. ${text}`).join('\n')
  return {
    content: `${content}\n\n${list}`,
    poll: {
      question: content,
      choices: choices.map((text) => ({ text, userIds: [] })),
      several,
      closesAt,
      closedAt: null,
    },
  }
}

/** Refuses a poll that would be closed already when it is posted, or only a year after. */
export function requireOpenAt(poll: NewMessage['poll'], at: number): void {
  if (poll?.closesAt !== undefined) timeToCome(poll.closesAt, 'poll.closesAt', at)
}

/** A poll with a time closes then by itself. */
export async function closeLater(
  jobs: World['jobs'],
  tx: Queries,
  messageId: string,
  { closesAt }: Poll,
): Promise<void> {
  if (closesAt !== null)
    await jobs.enqueue(tx, 'messages.closePoll', { messageId }, { runAt: Date.parse(closesAt) })
}

/** Makes the viewer's choices, by their places, in place of those they made before. */
export const choose = (context: Context, of: MessageRef, places: number[]): Promise<Message> =>
  revise(context, of, async (_tx, message) => {
    const poll = pollOf(message)
    if (!isPollOpen(poll, context.now())) throw new Refusal('conflict', 'polls.closed')
    if (places.some((at) => at >= poll.choices.length))
      throw new Refusal('invalid_input', 'polls.noSuchChoice', {}, { at: 'choices' })
    if (!poll.several && new Set(places).size > 1)
      throw new Refusal('invalid_input', 'polls.oneChoice', {}, { at: 'choices' })
    const { userId } = context.viewer
    const isAsBefore = poll.choices.every(
      ({ userIds }, at) => userIds.includes(userId) === places.includes(at),
    )
    if (isAsBefore) return null
    const choices = poll.choices.map(({ text, userIds }, at) => {
      const others = userIds.filter((id) => id !== userId)
      return { text, userIds: places.includes(at) ? [...others, userId] : others }
    })
    return { poll: { ...poll, choices } }
  })

/** Closes a poll. For whoever made it and moderators. */
export const closePoll = (context: Context, of: MessageRef): Promise<Message> =>
  revise(context, of, async (_tx, message, room) => {
    const poll = pollOf(message)
    if (!canClosePoll(context.viewer, message, room)) throw new Refusal('forbidden', 'polls.close')
    return poll.closedAt === null ? { poll: { ...poll, closedAt: isoTime(context.now()) } } : null
  })

/** Its time is there: everybody in the room sees it closed. */
export async function closeDuePoll({ change, db }: World, messageId: string): Promise<void> {
  const place = await placeOf(db.read, messageId)
  if (!place) return
  await change(async (tx, note) => {
    // First the lock: a vote that is just being stored must not be lost.
    await lockRoom(tx, place.roomId)
    const [row] = await byId(tx).execute({ id: messageId })
    const poll = row?.message.poll
    if (poll && poll.closedAt === null)
      await amend(tx, note, messageId, { poll: { ...poll, closedAt: poll.closesAt } })
  }, place.roomId)
}

function pollOf(message: StoredMessage): Poll {
  if (message.deletedAt !== null) throw new Refusal('conflict', 'messages.deleted')
  if (!message.poll) throw new Refusal('conflict', 'polls.none')
  return message.poll
}
