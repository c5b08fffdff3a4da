import { eq } from 'drizzle-orm'
import { countGuests } from '#lib/accounts/guests.ts'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { guestLinks } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'
import type { Note } from '#lib/facts/facts.ts'
import { newId } from '#lib/ids.ts'
import { isoTime } from '#lib/iso-time.ts'
import { lockMembership } from '#lib/rooms/entry.ts'
import { type JoinedRoom, requireMembership } from '#lib/rooms/membership.ts'
import { canChange, canOpenToGuests } from '#lib/rooms/policy.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { endLinks, type Link, liveLink, storeLink } from './live-link.ts'
import { type GuestLink, type NewGuestLink, newGuestLink } from './schema.ts'

/** Opens a room to guests, for a day unless told. It is open already: nothing changes. For owners. */
export async function openGuestLink(context: Context, roomId: string): Promise<void> {
  const { change, now, viewer } = context
  await change(async (tx, note) => {
    requireMay(context, await lockMembership(tx, viewer, roomId))
    if (await liveLink(tx, roomId, now())) return
    await makeLink(tx, context, roomId, newGuestLink.parse({}))
    note('invites.changed', { roomId })
  })
}

/**
 * Makes a new link in the place of the one there is, if there is one: whoever came by that is gone with it.
 * For owners.
 */
export async function renewGuestLink(
  context: Context,
  roomId: string,
  wanted: NewGuestLink,
): Promise<GuestLink> {
  const { change, db, viewer } = context
  requireMay(context, await requireMembership(db.read, viewer, roomId))
  const link = await untilAlone(() =>
    change(async (tx, note) => {
      // Who has no right any more undoes it all.
      requireMay(context, await endAndHold(tx, note, context, roomId))
      note('invites.changed', { roomId })
      return makeLink(tx, context, roomId, wanted)
    }),
  )
  return present(context, link, 0)
}

/** Ends the link, and the visits of whoever came by it. Ended already: nothing changes. For owners. */
export async function endGuestLink(context: Context, roomId: string): Promise<void> {
  const { change, db, viewer } = context
  requireOwner(await requireMembership(db.read, viewer, roomId))
  await untilAlone(() =>
    change(async (tx, note) => requireOwner(await endAndHold(tx, note, context, roomId))),
  )
}

/** Another link took the place of the one that was ended, before the room was held. */
class Overtaken extends Error {}

/**
 * Ends the link of a room and holds the room. Links and sessions are locked before rooms everywhere, so
 * nothing is ended while the room is held: what was overtaken begins anew (`untilAlone`).
 */
async function endAndHold(tx: Queries, note: Note, { now, viewer }: Context, roomId: string) {
  await endLinks(tx, note, eq(guestLinks.roomId, roomId), now())
  const room = await lockMembership(tx, viewer, roomId)
  if (await liveLink(tx, roomId, now())) throw new Overtaken()
  return room
}

/** So many may make a link of one room at once. */
const mostTurns = 10

async function untilAlone<T>(turn: () => Promise<T>): Promise<T> {
  for (let left = mostTurns; ; left -= 1)
    try {
      return await turn()
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error
      if (left === 0) throw new Refusal('unavailable', 'interrupted')
    }
}

/** The link of a room, and who is here by it; null while there is none. For owners. */
export async function guestLinkOf(context: Context, roomId: string): Promise<GuestLink | null> {
  const { db, now, viewer } = context
  requireOwner(await requireMembership(db.read, viewer, roomId))
  const link = await liveLink(db.read, roomId, now())
  return link ? present(context, link, await countGuests(db.read, roomId)) : null
}

/** A room as it is told alone: its owners read its guest link. */
export async function withGuestLink(context: Context, room: Room): Promise<Room> {
  if (!canChange(room)) return room
  const link = await liveLink(context.db.read, room.id, context.now())
  return { ...room, guestLink: link ? { url: urlOf(context, link) } : null }
}

async function makeLink(
  tx: Queries,
  context: Context,
  roomId: string,
  { expiresInMs }: NewGuestLink,
): Promise<Link> {
  const { now, viewer } = context
  const [id, at] = [newId(), now()]
  const expiresAt = at + expiresInMs
  const link = { id, roomId, createdBy: viewer.userId, createdAt: at, expiresAt, endedAt: null }
  await storeLink(tx, context, link)
  return link
}

/** The token is made of the link's id and the server's secret: whoever reads the database has neither. */
const urlOf = ({ env, tokens }: Context, { id }: Link) => `${env.PUBLIC_URL}/guest/${tokens.signGuest(id)}`

const present = (context: Context, link: Link, guests: number): GuestLink => ({
  url: urlOf(context, link),
  expiresAt: isoTime(link.expiresAt),
  guests,
})

function requireMay({ viewer }: Context, room: JoinedRoom) {
  requireOwner(room)
  if (!canOpenToGuests(viewer, room))
    throw new Refusal('forbidden', room.isActive ? 'rooms.invite' : 'rooms.archived')
}

function requireOwner(room: JoinedRoom) {
  if (!canChange(room)) throw new Refusal('forbidden', 'guests.owners')
}
