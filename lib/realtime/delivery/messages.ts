import type { Subscribe } from '#lib/facts/bus.ts'
import type { Message } from '#lib/messages/schema.ts'
import type { Send } from '../audience.ts'

export function deliverMessages({ on }: Subscribe, send: Send): void {
  on('message.posted', ({ message, followers }) => {
    const { roomId, seq: lastSeq, revision, author, mentions, kind, inRoom } = message
    const quiet = !inRoom || kind === 'system'
    // What the room does not show calls nobody to it, nor does who came and went.
    const mentioned = quiet ? [] : mentions.filter((userId) => userId !== author.id)
    send('message:posted', { watchers: roomId }, message)
    send(
      'room:activity',
      { elsewhere: roomId, authorId: author.id, mentioned, quiet },
      { roomId, lastSeq, revision, mentioned: false },
    )
    tellFollowers(message, followers, send)
    if (kind === 'text') tellMentioned(message, mentions, send)
  })
  on('thread.attended', ({ userId, attention }) => send('thread:changed', { people: [userId] }, attention))
  on('message.changed', ({ message, mentioned }) => {
    const { roomId, seq, revision, author, deletedAt, threadId, inRoom } = message
    send('message:changed', { watchers: roomId }, message)
    tellMentioned(message, [...new Set([...mentioned, ...message.mentions, author.id])], send)
    if (message.removed)
      send(
        'message:removed',
        { members: roomId, among: [author.id] },
        { roomId, messageId: message.id, reason: message.removed.reason },
      )
    // What is deleted does not change again.
    if (deletedAt !== null)
      send(
        'message:gone',
        { members: roomId },
        { roomId, seq, revision, authorId: author.id, mentioned, threadId, inRoom },
      )
  })
}

/** Those who follow the thread of a reply, all but who wrote it, each whether it mentions them. */
function tellFollowers(message: Message, followers: string[], send: Send): void {
  const { roomId, threadId, seq, inRoom, author, mentions } = message
  if (threadId === null) return
  const others = followers.filter((userId) => userId !== author.id)
  const isMentioned = (userId: string) => mentions.includes(userId) || mentions.includes('room')
  for (const mentioned of [true, false]) {
    const people = others.filter((userId) => isMentioned(userId) === mentioned)
    if (people.length > 0)
      send(
        'thread:activity',
        { members: roomId, among: people },
        { roomId, threadId, seq, inRoom, mentioned },
      )
  }
}

/** Those in whose activity a message stands, or may not stand any more. */
function tellMentioned({ id: messageId, roomId }: Message, mentioned: string[], send: Send): void {
  const audience = mentioned.includes('room') ? {} : { among: mentioned }
  if (mentioned.length > 0) send('activity:changed', { members: roomId, ...audience }, { roomId, messageId })
}
