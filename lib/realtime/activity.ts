import { performance } from 'node:perf_hooks'
import type { Members } from '#lib/presence/members.ts'
import type { Online } from '#lib/presence/online.ts'
import type { EventPayload } from './contract.ts'

type Head = Omit<EventPayload<'room:activity'>, 'mentioned' | 'from' | 'own' | 'quiet'>
type Post = { authorId: string; mentioned: string[]; quiet: boolean }
type News = {
  head: Head
  /** The first message of it, by seq. */
  from: number
  mentioned: Set<string>
  /** Who mentioned everybody: everybody but themselves. */
  callers: Set<string>
  /** Who wrote, and which messages. */
  own: Map<string, number[]>
  /** Which are unread for nobody here. */
  quiet: number[]
}
type Emit = (userIds: string[], exceptWatchersOf: string, payload: EventPayload<'room:activity'>) => void

const tickMs = 100
const onceEveryMs = 1_000
/**
 * People told in a tick: what the process can spare. Under a flood the sidebar's
 * numbers come later, so that messages need not.
 */
const perTick = { least: 40, most: 2_000 }
/** People told without a pause: a message that is posted meanwhile does not wait for thousands. */
const atOnce = 100

/**
 * Tells members who do not have a room open that it has news: at most once a second for
 * each room, however many messages there are.
 */
export function gatherActivity(
  members: Members,
  online: Online,
  emit: Emit,
  { elapsed, failed }: { elapsed: () => number; failed: (error: unknown) => void },
) {
  const news = new Map<string, News>()
  const toldAt = new Map<string, number>()
  let left: number = perTick.most
  let load = performance.eventLoopUtilization()
  let ticking: NodeJS.Timeout | undefined
  let turn: Promise<unknown> = Promise.resolve()

  async function tell(roomId: string) {
    const item = news.get(roomId)
    if (!item) return
    news.delete(roomId)
    toldAt.set(roomId, elapsed())
    const reached = online.among(await members.of(roomId))
    left -= reached.length
    const head = item.quiet.length > 0 ? { ...item.head, quiet: item.quiet } : item.head
    const calling = { ...head, mentioned: true, ...(item.from < head.lastSeq && { from: item.from }) }
    const passing = { ...head, mentioned: false }
    const mentioned: string[] = []
    const others: string[] = []
    for (const userId of reached) {
      const own = item.own.get(userId)
      const calls = isMentioned(item, userId)
      if (own) emit([userId], roomId, { ...(calls ? calling : passing), own })
      else (calls ? mentioned : others).push(userId)
    }
    await inParts(roomId, mentioned, calling)
    await inParts(roomId, others, passing)
  }

  /** One part of one room at a time, however many rooms are told of. */
  const nextTurn = () => {
    turn = turn.then(() => new Promise((resolve) => setImmediate(resolve)))
    return turn
  }

  async function inParts(roomId: string, people: string[], payload: EventPayload<'room:activity'>) {
    for (let from = 0; from < people.length; from += atOnce) {
      if (from > 0) await nextTurn()
      // Whoever has left meanwhile is told nothing any more.
      const now = await members.of(roomId)
      const still = people.slice(from, from + atOnce).filter((userId) => now.has(userId))
      // To nobody would be to everybody.
      if (still.length > 0) emit(still, roomId, payload)
    }
  }

  const due = (roomId: string) => elapsed() - (toldAt.get(roomId) ?? Number.NEGATIVE_INFINITY) >= onceEveryMs

  async function tick() {
    const { utilization } = performance.eventLoopUtilization(load)
    load = performance.eventLoopUtilization()
    left = Math.min(0, left) + Math.max(perTick.least, perTick.most * (1 - utilization))
    for (const [roomId, at] of toldAt)
      if (elapsed() - at > onceEveryMs && !news.has(roomId)) toldAt.delete(roomId)
    for (const roomId of news.keys()) {
      if (left <= 0) break
      if (due(roomId)) await tell(roomId)
    }
    if (news.size === 0 && toldAt.size === 0) {
      clearInterval(ticking)
      ticking = undefined
    }
  }

  return (head: Head, { authorId, mentioned, quiet }: Post): void => {
    const item = news.get(head.roomId) ?? nothingNew(head)
    item.head = head
    for (const name of mentioned)
      if (name === 'room') item.callers.add(authorId)
      else item.mentioned.add(name)
    const own = item.own.get(authorId)
    if (quiet) item.quiet.push(head.lastSeq)
    else if (own) own.push(head.lastSeq)
    else item.own.set(authorId, [head.lastSeq])
    news.set(head.roomId, item)
    if (left > 0 && due(head.roomId)) tell(head.roomId).catch(failed)
    ticking ??= setInterval(() => tick().catch(failed), tickMs).unref()
  }
}

const nothingNew = (head: Head): News => ({
  head,
  from: head.lastSeq,
  mentioned: new Set(),
  callers: new Set(),
  own: new Map(),
  quiet: [],
})

const isMentioned = ({ mentioned, callers }: News, userId: string) =>
  mentioned.has(userId) || callers.size > (callers.has(userId) ? 1 : 0)
