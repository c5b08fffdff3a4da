import { excerptOf } from '../excerpt.ts'
import type { Changes, Message, MessagePage } from '../schema.ts'

/**
 * What one tab knows of a room's history: a gapless stretch by `seq`, as of one revision. Of the numbers
 * `from` to `to`, both included, it holds those that the room shows; the others stand in threads alone.
 * Every function here is pure and takes whatever arrives, in any order and any number of times.
 */
export type Timeline = {
  messages: readonly Message[]
  from: number
  to: number
  hasBefore: boolean
  /** A page said that more follows, how much is not known. */
  more: boolean
  /** The highest seq heard of. Above `to`, newer pages are still to be loaded. */
  lastSeq: number
  revision: number
  /** Heard before what came before them: kept until the gap in revisions closes. */
  early: readonly Message[]
  /** The last ones applied, to apply again to a page that was read before them and arrives after them. */
  recent: readonly Message[]
  /** `recent` holds every change after this revision: a page that is older has missed some. */
  recentSince: number
}

const recentCount = 100
/** More messages than this are cut down to two thirds, so that not every new one is a cut. */
const mostHeld = 600

export const opened = (page: MessagePage): Timeline => ({
  messages: page.items,
  from: page.from,
  to: page.to,
  hasBefore: page.hasBefore,
  more: page.hasAfter,
  lastSeq: page.to,
  revision: page.revision,
  early: [],
  recent: [],
  recentSince: page.revision,
})

/** Starts again from a fresh page, without losing what was heard while it was on its way. */
export const reopened = (timeline: Timeline, page: MessagePage): Timeline => {
  const fresh = opened(page)
  return settled({
    ...fresh,
    lastSeq: Math.max(fresh.lastSeq, timeline.lastSeq),
    early: [...timeline.recent, ...timeline.early],
  })
}

/** The message with a seq, if it is held. */
export const messageAt = ({ messages }: Timeline, seq: number): Message | undefined =>
  messages.findLast((one) => one.seq === seq)
export const hasAfter = ({ more, to, lastSeq }: Timeline): boolean => more || to < lastSeq
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
  const revision = Math.max(timeline.revision, caught.revision)
  const now = settled({ ...placed, ...remembered(timeline, caught.changes), revision })
  return begunAt(now, caught.firstSeq)
}

/** What came before is gone because it was old, also where an answer quotes it. */
export const begunAt = (timeline: Timeline, firstSeq: number): Timeline => {
  const isGone = ({ seq }: { seq: number }) => seq < firstSeq
  const { messages, to } = timeline
  const quotesGone = ({ replyTo }: Message) => replyTo !== null && isGone(replyTo)
  if (timeline.from >= firstSeq && !messages.some(quotesGone)) return timeline
  const left = messages.filter((one) => !isGone(one))
  return {
    ...timeline,
    messages: left.map((one) => (quotesGone(one) ? { ...one, replyTo: null } : one)),
    ...(timeline.from < firstSeq && { from: 1, to: Math.max(to, firstSeq - 1), hasBefore: false }),
  }
}

/** A page that does not fit, or was read too long ago, changes nothing: it is to be loaded again. */
export const withOlder = (timeline: Timeline, page: MessagePage): Timeline => {
  if (timeline.to < timeline.from) return reopened(timeline, page)
  if (page.revision < timeline.recentSince || page.to < timeline.from - 1) return timeline
  const older = page.items.filter(({ seq }) => seq < timeline.from)
  const from = Math.min(page.from, timeline.from)
  return refreshed({ ...timeline, messages: [...older, ...timeline.messages], from, hasBefore: from > 1 })
}

export const withNewer = (timeline: Timeline, page: MessagePage): Timeline => {
  if (page.revision < timeline.recentSince) return timeline
  const isHeld = ({ seq }: Message) => seq <= timeline.to
  const merged = page.items.filter(isHeld).reduce(place, timeline)
  const lastSeq = Math.max(timeline.lastSeq, page.to)
  // A page that ends elsewhere than what is held says nothing about what follows.
  if (page.from > timeline.to + 1 || page.to < timeline.to) return refreshed({ ...merged, lastSeq })
  const messages = [...merged.messages, ...page.items.filter((one) => !isHeld(one))]
  return refreshed({ ...merged, messages, to: page.to, lastSeq, more: page.hasAfter })
}

/**
 * However long somebody reads, only so much is held: what is far from the reader is dropped, and loaded again
 * when they come near it. `reading`: the seq they look at, null for the end.
 */
export const bounded = (timeline: Timeline, reading: number | null, most = mostHeld): Timeline => {
  const { messages } = timeline
  if (messages.length <= most) return timeline
  const fewer = Math.ceil((most * 2) / 3)
  const at = messages.findIndex(({ seq }) => reading !== null && seq >= reading)
  const middle = at < 0 ? messages.length : at
  const first = Math.min(Math.max(0, middle - Math.floor(fewer / 2)), messages.length - fewer)
  const kept = messages.slice(first, first + fewer)
  const from = first > 0 ? (kept[0]?.seq ?? 1) : timeline.from
  const isCut = first + fewer < messages.length
  return {
    ...timeline,
    messages: kept,
    from,
    to: isCut ? (kept.at(-1)?.seq ?? 0) : timeline.to,
    hasBefore: from > 1,
    more: timeline.more || isCut,
  }
}

const remembered = (timeline: Timeline, changes: readonly Message[]) => {
  const all = [...timeline.recent, ...changes].sort((a, b) => a.revision - b.revision)
  const dropped = all.at(-recentCount - 1)
  return { recent: all.slice(-recentCount), recentSince: dropped?.revision ?? timeline.recentSince }
}

const refreshed = (timeline: Timeline): Timeline => timeline.recent.reduce(place, timeline)

const place = (timeline: Timeline, message: Message): Timeline => {
  const { messages } = timeline
  const lastSeq = Math.max(timeline.lastSeq, message.seq)
  const isNext = message.seq === timeline.to + 1
  if (isNext && message.inRoom)
    return { ...timeline, messages: [...messages, message], to: message.seq, lastSeq }
  const to = isNext ? message.seq : timeline.to
  const at = messages.findLastIndex(({ seq }) => seq === message.seq)
  const held = messages[at]
  // The same version may have come with a page, and not yet to what quotes it.
  if (held && held.revision > message.revision) return { ...timeline, lastSeq }
  const quoted = requoted(messages, message)
  return { ...timeline, messages: held ? quoted.with(at, message) : quoted, to, lastSeq }
}

/**
 * What a message says now is what its answers quote, also where it is held
 * no more: a deleted text must not live on.
 */
const requoted = (messages: readonly Message[], message: Message): readonly Message[] => {
  const { id } = message
  const excerpt = excerptOf(message)
  const isStale = ({ replyTo }: Message) => replyTo?.id === id && replyTo.excerpt !== excerpt
  if (!messages.some(isStale)) return messages
  return messages.map((one) =>
    one.replyTo?.id === id ? { ...one, replyTo: { ...one.replyTo, excerpt } } : one,
  )
}

/** Applies what was heard early, as far as revisions follow one another. */
const settled = (timeline: Timeline): Timeline => {
  let now = timeline
  const waiting = [...timeline.early].sort((a, b) => a.revision - b.revision)
  while (waiting[0] && waiting[0].revision <= now.revision + 1) {
    const [next] = waiting.splice(0, 1)
    if (next && next.revision > now.revision) {
      now = { ...place(now, next), ...remembered(now, [next]), revision: next.revision }
    }
  }
  const early = waiting.filter((message, at) => message.revision !== waiting[at - 1]?.revision)
  return { ...now, early }
}
