import type { Person } from '#lib/accounts/schema.ts'
import type { Attention, Mute, RoomRole, RoomType, Visibility } from './schema.ts'

type InRoom = { roomId: string }
type OfMember = InRoom & { userId: string }
/** What kind of room it is, and how many are in it from then on. */
type Of = { visibility: Visibility; isActive: boolean; memberCount: number; lastSeq: number }

export type RoomFacts = {
  /**
   * What the room is, whatever of it: also that it is archived (`isActive: false`). `isClosed`: whoever
   * looked could come in so far, and cannot any more.
   */
  'room.changed': InRoom & { type: RoomType; isActive: boolean; isClosed?: true }
  /** `people`: who were its members. */
  'room.deleted': InRoom & { people: string[] }
  /** `asAdministrator`: nobody there let them in. */
  'membership.started': OfMember & { role: RoomRole; room: Of; asAdministrator?: true }
  /** They did not come by themselves. */
  'member.added': OfMember & { by: Person }
  'membership.changed': OfMember & { role: RoomRole }
  /** `mute` null: not any more. `moderators`: by their ids, those who may know. */
  'membership.muted': OfMember & { mute: Mute | null; moderators: string[] }
  /** `ban`: they cannot come back; with the reason that was given. */
  'membership.ended': OfMember & {
    reason: 'left' | 'removed'
    ban?: { reason: string | null }
    room: Of
  }
  /** Somebody was banned (`isNew`), or may come back. */
  'bans.changed': InRoom & { isNew: boolean }
  /** A link into the room was made, used or ended. */
  'invites.changed': InRoom
  /** How far they have read, also backwards. */
  'reading.moved': OfMember & { lastReadSeq: number }
  'attention.changed': OfMember & { attention: Attention }
}
