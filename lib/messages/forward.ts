import { inArray } from 'drizzle-orm'
import { personColumns, users } from '#lib/accounts/columns.ts'
import type { Person, Viewer } from '#lib/accounts/schema.ts'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { isRefusal, notFound, Refusal } from '#lib/errors.ts'
import { unsentFiles } from '#lib/files/attach.ts'
import { copyFiles } from '#lib/files/copy.ts'
import { newId } from '#lib/ids.ts'
import { allowed } from '#lib/limits.ts'
import { requireMembership, requirePostable } from '#lib/rooms/membership.ts'
import { getRoom } from '#lib/rooms/queries.ts'
import { shortened } from '#lib/text/cut.ts'
import { mentionedBy } from './markdown/mentioned.ts'
import { hideForeign } from './revise.ts'
import { byId, type MessageRow } from './rows.ts'
import type { Message, Origin } from './schema.ts'

/** What is ready to be passed on: copies of a message's files, by the ids of the originals. */
export type Copies = ReadonlyMap<string, string>

type Passed = Pick<Message, 'content' | 'attachments' | 'previews'> & {
  forwardedId: string
  forwardedAuthorId: string
  author: Person
}

/**
 * Copies what goes with a message, for somebody who may read it and may write in the room it goes to: so
 * nobody there needs any right to where it came from.
 */
export async function copyAttached(context: Context, messageId: string, roomId: string): Promise<Copies> {
  const { db, now, viewer } = context
  await requirePostable(db.read, viewer, roomId, 'room', now())
  const { message } = await requireForwardable(db.read, viewer, messageId)
  const pictured = message.previews.filter(({ image }) => image !== null)
  return copyFiles(
    context,
    [...message.attachments, ...pictured].map(({ id }) => id),
  )
}

/**
 * What a message becomes where it is passed on: its words, in which names call nobody, with the files that
 * were copied, and whose they were first. Asks anew for the right to it.
 */
export async function passedOn(
  tx: Queries,
  viewer: Viewer,
  messageId: string,
  copies: Copies,
  now: number,
): Promise<Passed> {
  const { message, author, forwardedAuthor } = await requireForwardable(tx, viewer, messageId)
  const { attachments, previews } = message
  const ids = attachments.map(({ id }) => copies.get(id) ?? id)
  return {
    content: await callingNobody(tx, message.content),
    attachments: ids.length > 0 ? await unsentFiles(tx, viewer, ids, now) : [],
    previews: previews.map(({ image, ...card }) => {
      const id = copies.get(card.id)
      // A card that came since has a picture that was not copied: it goes without.
      if (id === undefined || image === null) return { ...card, id: newId(), image: null }
      return { ...card, id, image: { ...image, url: `/api/v1/files/${id}` } }
    }),
    forwardedId: message.forwardedId ?? message.id,
    forwardedAuthorId: message.forwardedAuthorId ?? message.authorId,
    author: forwardedAuthor ?? author,
  }
}

const nowhere: Origin = { room: null, seq: null }

/** Where a message comes from that was passed on, for whoever may see that room. */
export async function originOf(
  context: Context,
  { roomId, messageId }: { roomId: string; messageId: string },
): Promise<Origin> {
  const { db, viewer } = context
  await requireMembership(db.read, viewer, roomId)
  const [row] = await byId(db.read).execute({ id: messageId })
  const forwardedId = row?.message.roomId === roomId ? row.message.forwardedId : null
  if (forwardedId === null) throw notFound('message')
  const [first] = await byId(db.read).execute({ id: forwardedId })
  if (!first || first.message.deletedAt !== null) return nowhere
  const room = await getRoom(context, first.message.roomId).catch((error: unknown) => {
    if (isRefusal(error)) return null
    throw error
  })
  if (room === null) return nowhere
  const { id, name, type, visibility, people, role } = room
  return {
    room: { id, name, type, visibility, ...(people && { people }) },
    seq: role === null ? null : first.message.seq,
  }
}

async function requireForwardable(on: Queries, viewer: Viewer, messageId: string): Promise<MessageRow> {
  const [row] = await byId(on).execute({ id: messageId })
  if (!row) throw notFound('message')
  await requireMembership(on, viewer, row.message.roomId).catch(hideForeign)
  if (row.message.deletedAt !== null) throw new Refusal('conflict', 'messages.deleted')
  if (row.message.kind !== 'text') throw new Refusal('conflict', 'messages.forwardEvent')
  return row
}

/** What a message says where its ids mean nothing: with the names of those it mentions. */
export async function callingNobody(on: Queries, content: string): Promise<string> {
  const mentioned = mentionedBy(content)
  if (mentioned.length === 0) return content
  const people = await on.select(personColumns).from(users).where(inArray(users.id, mentioned))
  const names = new Map([['room', 'room'], ...people.map(({ id, name }) => [id, name] as const)])
  // Signs before it, and in a name, would make of what is left another one: "<<@room>>".
  const named = (nameFor: (name: string, place: string) => string) =>
    content.replace(/(?<!<)<+@([\w-]{1,64})>/g, (all, id: string) => {
      const name = mentioned.includes(id) ? names.get(id) : undefined
      return name === undefined ? all : `@${nameFor(name.replace(/(?<!<)<+@/g, '@'), all)}`
    })
  const whole = named((name) => name)
  // Names are longer than ids: where they are too many, each has the room that its id had.
  return whole.length <= allowed().messageChars
    ? whole
    : named((name, { length }) => shortened(name, length - 1))
}
