import type { Attention, RoomRole, RoomType } from './schema.ts'

type InRoom = { roomId: string }
type OfMember = InRoom & { userId: string }

export type RoomFacts = {
  /** What the room is, whatever of it: also that it is archived (`isActive: false`). */
  'room.changed': InRoom & { type: RoomType; isActive: boolean }
  /** `people`: who were its members. */
  'room.deleted': InRoom & { people: string[] }
  'membership.started': OfMember & { role: RoomRole }
  'membership.changed': OfMember & { role: RoomRole }
  'membership.ended': OfMember & { reason: 'left' | 'removed' }
  /** A link into the room was made, used or ended. */
  'invites.changed': InRoom
  /** How far they have read, also backwards. */
  'reading.moved': OfMember & { lastReadSeq: number }
  'attention.changed': OfMember & { attention: Attention }
}
