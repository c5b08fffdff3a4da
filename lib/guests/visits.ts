import { eq } from 'drizzle-orm'
import { countGuests, endOfSession, makeGuest } from '#lib/accounts/guests.ts'
import { isGuestOfRoom } from '#lib/accounts/policy.ts'
import { pair } from '#lib/accounts/programs.ts'
import type { Profile, TokenPair } from '#lib/accounts/schema.ts'
import { type Client, storeSession } from '#lib/accounts/sessions.ts'
import type { Context, World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { guestLinks } from '#lib/db/schema.ts'
import { isRefusal, Refusal } from '#lib/errors.ts'
import { isoTime } from '#lib/iso-time.ts'
import { enter, lockRoom } from '#lib/rooms/entry.ts'
import { requireRoom } from '#lib/rooms/membership.ts'
import { type Link, openedBy } from './live-link.ts'
import { requireOwnName } from './own-name.ts'
import type { GuestEntry } from './schema.ts'

/** A link is passed on: no more than a room can be looked after with. */
const mostGuests = 200

type Visit = { user: Profile; session: { id: string; refreshToken: string }; roomId: string }

/**
 * Lets somebody in by a guest link: an account of that room alone, with a session that ends with the link.
 * Refuses (`not_found`), with what to do next, a link that is no longer good.
 */
export async function visit(
  world: World,
  { token, name }: GuestEntry,
  client: Client,
  kind: 'browser' | 'program',
): Promise<Visit> {
  await world.limits.registration(client.address)
  const at = world.now()
  return world.change(async (tx, note) => {
    // Whoever ends it meanwhile waits, and finds this guest.
    const { link, room } = await goodLink(world, tx, token, (of) =>
      tx.update(guestLinks).set({ id: of }).where(eq(guestLinks.id, of)).returning(),
    )
    const roomId = room.id
    // Somebody may be banned, the link's maker may leave and the room may be archived at the same moment.
    await lockRoom(tx, roomId)
    if (!(await openedBy(tx, link))) throw ended()
    await requireOwnName(tx, roomId, name)
    if ((await countGuests(tx, roomId)) >= mostGuests)
      throw new Refusal('conflict', 'guests.full', { people: mostGuests })
    const user = await makeGuest(tx, { name, roomId }, at)
    await enter(tx, note, { roomId, userId: user.id, role: 'member' }, at)
    const session = await storeSession(tx, world, { userId: user.id, kind, ...client }, link.expiresAt)
    note('invites.changed', { roomId })
    return { user, session, roomId }
  })
}

/** The same for a program. */
export async function visitByProgram(world: World, entry: GuestEntry, client: Client): Promise<TokenPair> {
  const { user, session } = await visit(world, entry, client, 'program')
  return pair(world, user, session)
}

/** The room a guest link opens. Refuses (`not_found`), with what to do next, one that is no longer good. */
export async function roomOfLink(world: World, token: string) {
  const { db } = world
  const { room } = await goodLink(world, db.read, token, (of) =>
    db.read.select().from(guestLinks).where(eq(guestLinks.id, of)),
  )
  return room
}

/** How somebody who is signed in stands before the room of a link: it opens nothing to them. */
export async function standsBefore(
  { db, viewer }: Context,
  roomId: string,
): Promise<'in' | 'before' | 'outside'> {
  try {
    const { role } = await requireRoom(db.read, viewer, roomId)
    return role === null ? 'before' : 'in'
  } catch (error) {
    if (isRefusal(error)) return 'outside'
    throw error
  }
}

/** Of a guest, the room they are in, and until when. */
export async function myVisit({ db, viewer }: Context): Promise<{ room: string; until: string } | null> {
  if (!isGuestOfRoom(viewer)) return null
  const [{ name }, until] = await Promise.all([
    requireRoom(db.read, viewer, viewer.roomId),
    endOfSession(db.read, viewer.sessionId),
  ])
  return until === null ? null : { room: name, until: isoTime(until) }
}

async function goodLink(
  { now, tokens }: World,
  on: Queries,
  token: string,
  find: (linkId: string) => PromiseLike<Link[]>,
) {
  const claim = tokens.readGuest(token)
  const [link] = claim ? await find(claim.linkId) : []
  if (!link) throw new Refusal('not_found', 'guests.linkUnknown')
  if (link.expiresAt <= now()) throw new Refusal('not_found', 'guests.linkExpired')
  const room = link.endedAt === null && (await openedBy(on, link))
  if (!room) throw ended()
  return { link, room }
}

const ended = () => new Refusal('not_found', 'guests.linkEnded')
