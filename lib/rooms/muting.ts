import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { Refusal } from '#lib/errors.ts'
import { timeToCome } from '#lib/times/to-come.ts'
import { lockMembership } from './entry.ts'
import { memberOf } from './members.ts'
import { storeMute } from './muted.ts'
import { canMute } from './policy.ts'
import { presentMute, withoutEnd } from './present.ts'
import type { Member, NewMute } from './schema.ts'

/**
 * Mutes a member whom the viewer could remove: they read, and say nothing in any way, until the time is over
 * or somebody ends it. They and the moderators are told, and nobody else. Calls are left as they are.
 */
export async function muteMember(
  { change, limits, now, viewer }: Context,
  roomId: string,
  userId: string,
  { forMs, until: end, reason = '' }: NewMute,
): Promise<Member> {
  await limits.change(viewer.userId)
  const at = now()
  const ends = end === undefined ? withoutEnd : timeToCome(end, 'until', at)
  const until = forMs === undefined ? ends : at + forMs
  return change(async (tx, note) => {
    const member = await mutable(tx, viewer, roomId, userId)
    await storeMute(tx, note, { roomId, userId }, { until, reason })
    return { ...member, ...presentMute(until, reason) }
  })
}

/** Lets them write again. */
export async function unmuteMember(
  { change, limits, viewer }: Context,
  roomId: string,
  userId: string,
): Promise<void> {
  await limits.change(viewer.userId)
  await change(async (tx, note) => {
    await mutable(tx, viewer, roomId, userId)
    await storeMute(tx, note, { roomId, userId }, null)
  })
}

/** Refuses whom the viewer may not mute. */
async function mutable(tx: Queries, viewer: Context['viewer'], roomId: string, userId: string) {
  const room = await lockMembership(tx, viewer, roomId)
  const { member } = await memberOf(tx, roomId, userId)
  if (userId === viewer.userId || !canMute(room, member.role)) throw new Refusal('forbidden', 'rooms.mute')
  return member
}
