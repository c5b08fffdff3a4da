import type { Subscribe } from '#lib/facts/bus.ts'
import type { Send } from '../audience.ts'

export function deliverMessages({ on }: Subscribe, send: Send): void {
  on('message.posted', ({ message }) => {
    const { roomId, seq: lastSeq, revision, author, mentions, kind } = message
    const quiet = kind === 'system'
    const mentioned = quiet ? [] : mentions.filter((userId) => userId !== author.id)
    send('message:posted', { watchers: roomId }, message)
    send(
      'room:activity',
      { elsewhere: roomId, authorId: author.id, mentioned, quiet },
      { roomId, lastSeq, revision, mentioned: false },
    )
  })
  on('message.changed', ({ message, mentioned }) => {
    const { roomId, seq, revision, author, deletedAt } = message
    send('message:changed', { watchers: roomId }, message)
    // What is deleted does not change again.
    if (deletedAt !== null)
      send('message:gone', { members: roomId }, { roomId, seq, revision, authorId: author.id, mentioned })
  })
}
