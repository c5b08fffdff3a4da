import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRoom, createUser } from '../../../tests/factories.ts'
import {
  freshStretch,
  type History,
  makeReader,
  type ReaderStep,
  readerSteps,
} from '../../../tests/reader.ts'
import { openWorld } from '../../../tests/world.ts'
import { changesSince } from '../changes.ts'
import { excerptOf } from '../excerpt.ts'
import { edit, react, remove } from '../operations.ts'
import { post } from '../post.ts'
import { history } from '../queries.ts'
import type { Changes, Message, MessagePage } from '../schema.ts'
import { hasAfter } from './timeline.ts'

type Change = { change: 'post' | 'reply' | 'thread' | 'edit' | 'delete' | 'react'; at: number }
type Room = History & { change: (what: Change) => Promise<Message | null> }
type Step = Change | ReaderStep

const number = fc.nat({ max: 50 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    change: fc.constantFrom('post', 'reply', 'thread', 'edit', 'edit', 'delete', 'react'),
    at: number,
  }),
  { arbitrary: fc.record({ step: fc.constantFrom(...readerSteps), at: number }), weight: 2 },
)
const steps = (most: number) => fc.array(step, { minLength: 10, maxLength: most, size: 'max' })
/** How much was said before the reader came. */
const said = fc.nat({ max: 25 })

/** Whatever happened: a snapshot plus the changes since is what a fresh snapshot would be. */
async function expectSameAsFresh(room: Room, before: number, steps: readonly Step[]) {
  for (let n = 0; n < before; n++) await room.change({ change: 'post', at: n })
  const reader = await makeReader(room)
  for (const one of steps) {
    if ('step' in one) await reader.do(one)
    else {
      const changed = await room.change(one)
      if (changed) reader.tell(changed)
    }
  }
  await reader.settle()
  const newest = await room.page({ limit: 1 })
  const last = newest.to
  for (const readOn of [false, true]) {
    if (readOn) await reader.readOn()
    const now = reader.get()
    const { from, to } = now
    expect(now.messages).toEqual(await freshStretch(room, from, to))
    expect(now.revision).toBe(newest.revision)
    expect(now.hasBefore).toBe(from > 1)
    // It may look for more where there is none; it never takes for the end what is not.
    if (!hasAfter(now)) expect(to).toBe(last)
    if (readOn) expect(hasAfter(now)).toBe(false)
  }
}

/** The smallest server there can be: only the last version of each message, and a revision. */
function imagined(): Room {
  let revision = 0
  const messages: Message[] = []
  const put = (message: Omit<Message, 'revision'>) => {
    messages[message.seq - 1] = { ...message, revision: ++revision }
    return presented(messages[message.seq - 1] as Message)
  }
  const presented = (message: Message): Message => {
    const original = message.replyTo && messages[message.replyTo.seq - 1]
    const replyTo = original && message.replyTo && { ...message.replyTo, excerpt: excerptOf(original) }
    return { ...message, replyTo: replyTo ?? null }
  }
  return {
    async page({ before, after, around, limit = 0 }): Promise<MessagePage> {
      const last = messages.length
      const shown = messages.filter(({ inRoom }) => inRoom)
      const isBefore = ({ seq }: Message) => seq < (around === undefined ? (before ?? last + 1) : around + 1)
      const older = after === undefined ? shown.filter(isBefore) : []
      const newer = shown.filter(({ seq }) => seq > (after ?? around ?? last))
      const most = around === undefined ? limit : Math.max(Math.floor(limit / 2), limit - older.length)
      const next = newer.slice(0, most)
      const end = before === undefined || around !== undefined ? last : Math.min(before - 1, last)
      const rest = after === undefined ? older.slice(-Math.max(1, limit - next.length)) : []
      const from = after === undefined ? (older.length > rest.length ? (rest[0]?.seq ?? 1) : 1) : after + 1
      const to = newer.length > next.length ? (next.at(-1)?.seq ?? around ?? last) : Math.max(end, after ?? 0)
      const ends = { from, to, hasBefore: Math.min(from, last + 1) > 1, hasAfter: to < last }
      return { items: [...rest, ...next].map(presented), threads: [], revision, ...ends }
    },
    async changes(since): Promise<Changes> {
      const changed = messages.filter((one) => one.revision > since).map(presented)
      if (changed.length > 8) return { revision, changes: [], reset: true, firstSeq: 1 }
      return { revision, changes: changed.sort((a, b) => a.revision - b.revision), reset: false, firstSeq: 1 }
    },
    async change({ change, at }) {
      const held = messages[at % Math.max(messages.length, 1)]
      if (change === 'post' || change === 'reply' || change === 'thread' || !held) {
        const seq = messages.length + 1
        const replyTo =
          change !== 'post' && held ? { id: held.id, seq: held.seq, authorName: 'Ana', excerpt: '' } : null
        return put({
          ...blank,
          id: `id${seq}`,
          seq,
          content: `said ${seq}`,
          replyTo,
          inRoom: change !== 'thread' || !held,
        })
      }
      if (held.deletedAt) return null
      if (change === 'edit') return put({ ...held, content: `edited ${revision}` })
      if (change === 'react') return put({ ...held, reactions: [{ emoji: '👍', userIds: [`u${revision}`] }] })
      return put({ ...held, content: '', reactions: [], deletedAt: '2026-01-01T11:00:00.000Z' })
    },
  }
}

const blank: Omit<Message, 'id' | 'seq' | 'revision' | 'content' | 'replyTo' | 'inRoom'> = {
  roomId: 'room',
  author: { id: 'ana', name: 'Ana', avatarUrl: null },
  kind: 'text',
  threadId: null,
  attachments: [],
  previews: [],
  reactions: [],
  mentions: [],
  clientId: null,
  createdAt: '2026-01-01T10:00:00.000Z',
  editedAt: null,
  deletedAt: null,
  pinnedAt: null,
}

test('a snapshot plus changes is a fresh snapshot, over any history and any line', async () => {
  await fc.assert(
    fc.asyncProperty(said, steps(150), (before, happened) => expectSameAsFresh(imagined(), before, happened)),
    { numRuns: 500 },
  )
})

test('and so it is with the real rules', async () => {
  const world = await openWorld()
  const ana = await createUser(world, 'Ana')
  const real = async (): Promise<Room> => {
    const { id } = await createRoom(ana)
    const ids: string[] = []
    const change: Room['change'] = async ({ change: what, at }) => {
      const messageId = ids[at % Math.max(ids.length, 1)]
      if (what === 'post' || what === 'reply' || what === 'thread' || messageId === undefined) {
        const content = `said ${ids.length + 1}`
        const named =
          messageId &&
          (what === 'reply' ? { replyToId: messageId } : what === 'thread' && { threadId: messageId })
        const sent = { clientId: crypto.randomUUID(), content, ...named }
        const { message } = await post(ana, id, sent)
        ids.push(message.id)
        return message
      }
      const place = { messageId }
      // A message that was deleted refuses the rest: then nothing has changed.
      const done =
        what === 'edit'
          ? edit(ana, place, `edited ${at} ${world.now()}`)
          : what === 'react'
            ? react(ana, place, '👍', at % 2 === 0)
            : remove(ana, place)
      return done.catch(() => null)
    }
    return {
      change,
      page: (query) => history(ana, id, { limit: 5, ...query }),
      changes: (since) => changesSince(ana, id, since),
    }
  }
  await fc.assert(
    fc.asyncProperty(said, steps(60), async (before, happened) =>
      expectSameAsFresh(await real(), before, happened),
    ),
    { numRuns: 25 },
  )
})
