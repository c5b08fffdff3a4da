import { inArray, or } from 'drizzle-orm'
import { users } from '#lib/accounts/columns.ts'
import { namesOf } from '#lib/accounts/queries.ts'
import type { Viewer } from '#lib/accounts/schema.ts'
import type { Queries } from '#lib/db/open.ts'
import { presentMessage } from '#lib/messages/present.ts'
import { authorsIn } from '#lib/messages/queries.ts'
import { stretch } from '#lib/messages/rows.ts'
import { type JoinedRoom, requireMembership } from '#lib/rooms/membership.ts'
import { roomNameIn } from '#lib/rooms/name.ts'
import { idsOfMembers } from '#lib/rooms/queries.ts'
import { titlesOf } from '#lib/rooms/titles.ts'
import { english, englishFormats } from '#lib/words/english.ts'
import { html } from './html.ts'
import { json } from './json.ts'
import type { ExportFormat } from './schema.ts'

/**
 * `after`: the seq to go on from; null for what stands above the
 * messages. `upTo`: the last one of this export.
 */
export type PartAsked = {
  viewer: Viewer
  roomId: string
  format: ExportFormat
  /** Where links to files begin: the address of this server. */
  origin: string
  after: number | null
  upTo: number
  at: string
}
/** `next` is null after the last part. */
export type Part = { text: string; next: number | null }

/**
 * How much stands in a part, whatever people wrote: a search waits for
 * one at most, and a slow reader holds one.
 */
const enoughMs = 20
const enoughChars = 524_288
const atOnce = 20
const writers = { json, html }

/** One part of a room as a file. Whoever asks must be a member still, at every part. */
export async function exportPart(on: Queries, asked: PartAsked): Promise<Part> {
  const { viewer, roomId, format, upTo } = asked
  const room = await requireMembership(on, viewer, roomId)
  const write = writers[format]
  if (asked.after === null) return { text: write.head(await headOf(on, asked, room)), next: 0 }
  const late = performance.now() + enoughMs
  let [text, after] = ['', asked.after]
  while (after < upTo && text.length < enoughChars && performance.now() < late) {
    const to = Math.min(after + atOnce, upTo)
    text += await written(on, asked, after + 1, to)
    after = to
  }
  return after < upTo ? { text, next: after } : { text: text + write.foot, next: null }
}

/** Messages `from` to `to` (seq, both included) as the file has them. */
async function written(on: Queries, { roomId, format, origin }: PartAsked, from: number, to: number) {
  const rows = await stretch(on).execute({ roomId, from, to })
  const found = rows.map(presentMessage).map((message) => ({
    ...message,
    attachments: message.attachments.map((file) => ({ ...file, url: new URL(file.url, origin).href })),
  }))
  const names = await namesOf(
    on,
    found.flatMap(({ mentions }) => mentions),
  )
  names.set('room', 'room')
  return found.map((message) => writers[format].message(message, (userId) => names.get(userId))).join('')
}

async function headOf(on: Queries, { viewer, at, origin }: PartAsked, room: JoinedRoom) {
  const people = await on
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(or(inArray(users.id, idsOfMembers(on, room.id)), inArray(users.id, authorsIn(on, room.id))))
    .orderBy(users.nameFolded, users.id)
  const title = (await titlesOf(on, viewer.userId, [room])).get(room.id)
  const name = roomNameIn(english, englishFormats)(title ?? { name: '' })
  const { id, type, visibility, description, createdAt } = room
  return { at, origin, people, room: { id, name, description, type, visibility, createdAt } }
}

export type Head = Awaited<ReturnType<typeof headOf>>
