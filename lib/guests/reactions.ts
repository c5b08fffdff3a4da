import { and, eq, isNull } from 'drizzle-orm'
import { countGuests, guestOf } from '#lib/accounts/guests.ts'
import type { World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { guestLinks } from '#lib/db/schema.ts'
import type { Subscribe } from '#lib/facts/bus.ts'
import { type Link, liveLink } from './live-link.ts'
import { requireOwnName } from './own-name.ts'

/**
 * What becomes of visits as other things become true. It is done by jobs: sessions are locked before rooms,
 * and here a room may be locked already.
 */
export function reactInGuests({ within }: Subscribe, { jobs, now }: Pick<World, 'jobs' | 'now'>): void {
  const endLink = (tx: Queries, { id }: Link) =>
    jobs.enqueue(tx, 'guests.endLink', { linkId: id }, { key: id, runAt: now() })
  /** A link does not outlive what its maker is in the room. */
  const endLinkOf = async (tx: Queries, roomId: string, makerId?: string) => {
    const link = await liveLink(tx, roomId, now())
    if (link && (makerId === undefined || link.createdBy === makerId)) await endLink(tx, link)
  }
  /** Whoever is put out may have the link, and would be somebody else by it. */
  const replaceLink = async (tx: Queries, roomId: string) => {
    if (await liveLink(tx, roomId, now()))
      await jobs.enqueue(tx, 'guests.replaceLink', { roomId, putOutAt: now() })
  }
  const endVisit = (tx: Queries, roomId: string, userId: string) =>
    jobs.enqueue(tx, 'guests.endVisits', { roomId, userId }, { key: userId })

  within('membership.ended', async (tx, { roomId, userId, reason, room }) => {
    await endLinkOf(tx, roomId, userId)
    // As with invitations: into a public room they come by themselves.
    if (reason === 'removed' && room.visibility === 'private') await replaceLink(tx, roomId)
    // Who is out of the room has no other place here.
    const guest = await guestOf(tx, userId)
    if (guest?.isActive) await endVisit(tx, guest.roomId, userId)
  })
  within('membership.changed', async (tx, { roomId, userId, role }) => {
    if (role !== 'owner') await endLinkOf(tx, roomId, userId)
  })
  within('bans.changed', async (tx, { roomId, isNew }) => {
    if (isNew) await replaceLink(tx, roomId)
  })
  // Whoever is muted would write again as somebody else by the same link.
  within('membership.muted', async (tx, { roomId, userId, mute }) => {
    if (mute && (await guestOf(tx, userId))) await replaceLink(tx, roomId)
  })
  within('profile.changed', async (tx, { person }) => {
    const guest = await guestOf(tx, person.id)
    if (guest?.isActive) await requireOwnName(tx, guest.roomId, person.name)
  })
  within('session.ended', async (tx, { userId, reason }) => {
    if (reason === 'guest_over') return
    // Nor has who lost the session: there is nothing to sign in with.
    const guest = await guestOf(tx, userId)
    if (guest) await endVisit(tx, guest.roomId, userId)
    if (reason !== 'deactivated') return
    const goesOn = and(eq(guestLinks.createdBy, userId), isNull(guestLinks.endedAt))
    for (const link of await tx.select().from(guestLinks).where(goesOn)) await endLink(tx, link)
  })
  within('room.changed', async (tx, { roomId, isActive, isClosed }) => {
    if (!isActive) await endLinkOf(tx, roomId)
    // Whoever was removed while everybody could come in may have it still.
    else if (isClosed) await replaceLink(tx, roomId)
  })
  // The link goes with the room, maybe sooner than a job could look at it.
  within('room.deleted', async (tx, { roomId }) => {
    if ((await countGuests(tx, roomId)) > 0) await jobs.enqueue(tx, 'guests.endVisits', { roomId })
  })
}
