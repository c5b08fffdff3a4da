import type { World } from '#lib/context.ts'
import type { Subscribe } from '#lib/facts/bus.ts'
import type { Facts } from '#lib/facts/facts.ts'
import { tellAdministrator, tellComing } from './comings.ts'
import { followFromHead } from './followers.ts'

/** What the history of a room makes of what becomes true elsewhere. */
export function reactInMessages({ within }: Subscribe, { now }: Pick<World, 'now'>): void {
  within('membership.started', async (tx, { roomId, userId, room, asAdministrator }, note) => {
    await followFromHead(tx, { roomId, userId }, room.lastSeq)
    // Of this everybody there knows, whatever the room is.
    if (asAdministrator) await tellAdministrator(tx, note, { roomId, userId }, now())
    else if (tells(room)) await tellComing(tx, note, { roomId, userId, change: 'joined' }, now())
  })
  within('membership.ended', async (tx, { roomId, userId, room, reason }, note) => {
    if (tells(room) && room.memberCount > 0)
      await tellComing(tx, note, { roomId, userId, change: reason }, now())
  })
}

/**
 * Who is there before the first word is the beginning of the room. A direct room is its people, and in an
 * archived one nothing is written any more.
 */
const tells = ({ visibility, isActive, lastSeq }: Facts['membership.started']['room']) =>
  visibility !== 'direct' && isActive && lastSeq > 0
