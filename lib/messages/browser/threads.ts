import type { Message, MessagePage } from '../schema.ts'

/** How many answers a message has, and when the last one came. */
export type ThreadCount = { replyCount: number; lastReplyAt: string }

type Base = ThreadCount & { lastReplySeq: number }
type Heard = Pick<Message, 'seq' | 'createdAt' | 'deletedAt' | 'revision'>

const noReplies: Base = { replyCount: 0, lastReplyAt: '', lastReplySeq: 0 }

/**
 * Counts the replies of the threads of one room. A page of history tells how many there were at its revision;
 * from then on what is heard is counted on top: a reply after the last one known is one more, a deletion
 * among those known is one less.
 */
export const createThreads = () => {
  const bases = new Map<string, Base>()
  /** The revision at which a message's replies were last counted by the server. */
  const countedAt = new Map<string, number>()
  const since = new Map<string, Map<number, Heard>>()
  const counts = new Map<string, ThreadCount>()
  const listeners = new Set<() => void>()

  const count = (messageId: string) => {
    const base = bases.get(messageId) ?? noReplies
    let { replyCount, lastReplyAt } = base
    for (const { seq, createdAt, deletedAt } of since.get(messageId)?.values() ?? []) {
      const known = seq <= base.lastReplySeq
      if (known && deletedAt !== null) replyCount -= 1
      if (known || deletedAt !== null) continue
      replyCount += 1
      if (createdAt > lastReplyAt) lastReplyAt = createdAt
    }
    const before = counts.get(messageId)
    if (before?.replyCount === replyCount && before.lastReplyAt === lastReplyAt) return
    if (replyCount > 0) counts.set(messageId, { replyCount, lastReplyAt })
    else counts.delete(messageId)
  }
  const tell = () => {
    for (const listener of listeners) listener()
  }

  return {
    /** The same object until it changes, for useSyncExternalStore; null without replies. */
    of: (messageId: string): ThreadCount | null => counts.get(messageId) ?? null,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** A page of history, loaded at whatever time. */
    paged({ items, threads, revision }: MessagePage) {
      const facts = new Map(threads.map((one) => [one.messageId, one]))
      for (const { id } of items) {
        if ((countedAt.get(id) ?? 0) > revision) continue
        countedAt.set(id, revision)
        const fact = facts.get(id)
        if (fact) bases.set(id, fact)
        else bases.delete(id)
        const later = since.get(id)
        for (const [seq, one] of later ?? []) if (one.revision <= revision) later?.delete(seq)
        count(id)
      }
      tell()
    },
    /**
     * A message that was posted or changed; more than once does no harm, and
     * neither does an older state after a newer one.
     */
    heard({ threadId, seq, createdAt, deletedAt, revision }: Message) {
      if (threadId === null || revision <= (countedAt.get(threadId) ?? 0)) return
      const later = since.get(threadId) ?? new Map<number, Heard>()
      const known = later.get(seq)
      if (known && known.revision >= revision) return
      since.set(threadId, later.set(seq, { seq, createdAt, deletedAt, revision }))
      count(threadId)
      tell()
    },
  }
}
