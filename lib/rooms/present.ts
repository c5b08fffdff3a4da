import type { Person } from '#lib/accounts/schema.ts'
import { isoTime } from '#lib/iso-time.ts'
import type { SeenRow } from './rows.ts'
import type { Level, Mute, Room, RoomRole, RoomSummary } from './schema.ts'

/** What everybody who may see the room sees of it. */
export const presentSummary = (
  room: SeenRow['room'],
  creator: Person,
  callParticipantCount: number,
  callPeople: Person[],
): RoomSummary => ({
  id: room.id,
  type: room.type,
  visibility: room.visibility,
  name: room.name,
  description: room.description,
  creator,
  isActive: room.isActive,
  posting: room.posting,
  repliesOpen: room.repliesOpen,
  slowModeMs: room.slowModeMs,
  createdAt: isoTime(room.createdAt),
  retentionDays: room.retentionDays,
  firstSeq: room.firstSeq,
  lastSeq: room.lastSeq,
  revision: room.revision,
  lastMessageAt: room.lastMessageAt === null ? null : isoTime(room.lastMessageAt),
  memberCount: room.memberCount,
  callParticipantCount,
  callPeople,
})

export type Reading = {
  role: RoomRole | null
  lastReadSeq: number | null
  /** Messages after the last one read that are no news here (`noNews`). */
  noNews: number
  mentions: number
  level: Level | null
  favourite: boolean | null
  mutedUntil: number | null
  muteReason: string | null
}

/** Until a moderator ends it: the last moment that can be written. */
export const withoutEnd = Date.UTC(9999, 11, 31)

/** As it is stored; nothing for whoever was never muted. */
export const presentMute = (until: number | null, reason: string | null): { mute?: Mute } =>
  until === null || until === 0
    ? {}
    : { mute: { until: until === withoutEnd ? null : isoTime(until), reason: reason ?? '' } }

/** The room as one viewer sees it. Somebody who has not joined has nothing unread in it. */
export const presentRoom = (facts: RoomSummary, reading: Reading, people: Person[] | undefined): Room => {
  const lastReadSeq = reading.lastReadSeq ?? facts.lastSeq
  return {
    ...facts,
    role: reading.role,
    lastReadSeq,
    unreadCount: Math.max(0, facts.lastSeq - lastReadSeq - reading.noNews),
    mentionCount: reading.mentions,
    level: reading.level ?? 'everything',
    favourite: reading.favourite ?? false,
    ...presentMute(reading.mutedUntil, reading.muteReason),
    ...(people && { people }),
  }
}
