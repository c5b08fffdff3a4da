import type { Changes, Message, MessagePage } from '../schema.ts'

/**
 * What one tab knows of a room's history: a gapless stretch by `seq`, as of one revision.
 * Every function here is pure and takes whatever arrives, in any order and any number of times.
 */
export type Timeline = {
  messages: readonly Message[]
  hasBefore: boolean
  /** The last page loaded said that more follows. */
  more: boolean
  /** The highest seq heard of. Above the last message held, newer pages are still to be loaded. */
  lastSeq: number
  revision: number
  /** Heard before what came before them: kept until the gap in revisions closes. */
  early: readonly Message[]
  /** The last ones applied, to apply again to a page that was read before them and arrives after them. */
  recent: readonly Message[]
}

const recentCount = 100

export const opened = (page: MessagePage): Timeline => ({
  messages: page.items,
  hasBefore: page.hasBefore,
  more: page.hasAfter,
  lastSeq: page.items.at(-1)?.seq ?? 0,
  revision: page.revision,
  early: [],
  recent: [],
})

/** Starts again from a fresh page, without losing what was heard while it was on its way. */
export const reopened = (timeline: Timeline, page: MessagePage): Timeline =>
  settled({ ...opened(page), early: [...timeline.recent, ...timeline.early] })

export const endOf = (timeline: Timeline): number => timeline.messages.at(-1)?.seq ?? 0
export const hasAfter = (timeline: Timeline): boolean => timeline.more || endOf(timeline) < timeline.lastSeq
/** Something was heard that cannot be applied yet: catch up if what is missing does not come by itself. */
export const hasGap = (timeline: Timeline): boolean => timeline.early.length > 0

/** A live event, or the reply to an own command. */
export const heard = (timeline: Timeline, message: Message): Timeline =>
  message.revision <= timeline.revision
    ? timeline
    : settled({ ...timeline, early: [...timeline.early, message] })

/** Everything that changed up to a revision. */
export const caughtUp = (timeline: Timeline, caught: Omit<Changes, 'reset'>): Timeline => {
  // By seq: a message that was posted and then edited comes later by revision than its successors.
  const changes = [...caught.changes].sort((a, b) => a.seq - b.seq)
  const placed = changes.reduce(place, timeline)
  const recent = [...timeline.recent, ...changes].slice(-recentCount)
  return settled({ ...placed, recent, revision: Math.max(timeline.revision, caught.revision) })
}

export const withOlder = (timeline: Timeline, page: MessagePage): Timeline => {
  const first = timeline.messages[0]
  if (!first) return reopened(timeline, page)
  const older = page.items.filter((message) => message.seq < first.seq)
  if (older.length > 0 && older.at(-1)?.seq !== first.seq - 1) return timeline
  return refreshed({ ...timeline, messages: [...older, ...timeline.messages], hasBefore: page.hasBefore })
}

export const withNewer = (timeline: Timeline, page: MessagePage): Timeline =>
  refreshed({ ...page.items.reduce(place, timeline), more: page.hasAfter })

const refreshed = (timeline: Timeline): Timeline => timeline.recent.reduce(place, timeline)

const place = (timeline: Timeline, message: Message): Timeline => {
  const { messages } = timeline
  const lastSeq = Math.max(timeline.lastSeq, message.seq)
  const end = endOf(timeline)
  if (message.seq === end + 1) return { ...timeline, messages: [...messages, message], lastSeq }
  const at = message.seq - (messages[0]?.seq ?? 0)
  const held = messages[at]
  if (!held || held.revision >= message.revision) return { ...timeline, lastSeq }
  return { ...timeline, messages: forgotten(messages.with(at, message), message), lastSeq }
}

/** A deleted text must not live on in the quotes of its answers. */
const forgotten = (messages: Message[], { id, deletedAt }: Message): Message[] =>
  deletedAt === null
    ? messages
    : messages.map((one) =>
        one.replyTo?.id === id ? { ...one, replyTo: { ...one.replyTo, excerpt: '' } } : one,
      )

/** Applies what was heard early, as far as revisions follow one another. */
const settled = (timeline: Timeline): Timeline => {
  let now = timeline
  const waiting = [...timeline.early].sort((a, b) => a.revision - b.revision)
  while (waiting[0] && waiting[0].revision <= now.revision + 1) {
    const [next] = waiting.splice(0, 1)
    if (next && next.revision > now.revision) {
      const recent = [...now.recent, next].slice(-recentCount)
      now = { ...place(now, next), revision: next.revision, recent }
    }
  }
  const early = waiting.filter((message, at) => message.revision !== waiting[at - 1]?.revision)
  return { ...now, early }
}
