import { callOf } from '#lib/calls/roster.ts'
import type { Context, World } from '#lib/context.ts'
import { Refusal } from '#lib/errors.ts'
import { takenByMessages } from '#lib/files/sums.ts'
import { requireAdministrator } from '#lib/instance/require-administrator.ts'
import type { Settings } from '#lib/instance/schema.ts'
import { settingsOf } from '#lib/instance/settings.ts'
import { isoTime } from '#lib/iso-time.ts'
import { countOld, oldIds } from '#lib/messages/old.ts'
import { type Beginning, roomsInTime } from '#lib/rooms/beginning.ts'
import { requireMembership } from '#lib/rooms/membership.ts'
import { canChange, keptDays } from '#lib/rooms/policy.ts'
import { cutoff } from './cutoff.ts'
import type { AllGoing, Going, GoingQuery } from './schema.ts'

type Around = Pick<World, 'db' | 'env' | 'now'>
type Held = Pick<Settings, 'retentionDays' | 'roomRetention'>

/** What would go from all rooms, without taking anything. For administrators. */
export async function previewAll(context: Context, query: GoingQuery): Promise<AllGoing> {
  requireAdministrator(context.viewer)
  return goingFromAll(context, query)
}

/** The same for whoever holds the machine. */
export async function goingFromAll(around: Around, query: GoingQuery): Promise<AllGoing> {
  const { retentionDays, roomRetention } = await settingsOf(around)
  const held = {
    retentionDays: query.retentionDays === undefined ? retentionDays : query.retentionDays || null,
    roomRetention: query.roomRetention ?? roomRetention,
  }
  const rooms: AllGoing['rooms'] = []
  for (const room of await roomsInTime(around.db.read, held.retentionDays === null)) {
    const days = keptDays(room.retentionDays, held)
    const going = await goingFrom(around, room, days)
    if (days !== null && going.messages > 0)
      rooms.push({ ...going, days, room: { id: room.id, name: room.name, visibility: room.visibility } })
  }
  rooms.sort((one, other) => other.messages - one.messages)
  return { total: rooms.reduce<Going>(sum, nothing), rooms }
}

/** What would go from one room if it were so set. For its owners. */
export async function previewRoom(context: Context, roomId: string, days: number): Promise<Going> {
  const room = await requireMembership(context.db.read, context.viewer, roomId)
  if (!canChange(room)) throw new Refusal('forbidden', 'rooms.change')
  const held: Held = await settingsOf(context)
  return goingFrom(context, room, keptDays(days || null, held))
}

async function goingFrom(
  { db, now }: Around,
  { id: roomId, firstSeq, lastSeq }: Pick<Beginning, 'id' | 'firstSeq' | 'lastSeq'>,
  days: number | null,
): Promise<Going> {
  if (days === null) return nothing
  const held = (await callOf(db.read, roomId))?.messageId
  const old = await countOld(db.read, { roomId, firstSeq, before: cutoff(now(), days), held }, lastSeq)
  if (!old) return nothing
  const { files, bytes } = await takenByMessages(db.read, roomId, oldIds(db.read, roomId, old.upTo))
  return { messages: old.messages, files, bytes, oldestAt: isoTime(old.oldestAt) }
}

const nothing: Going = { messages: 0, files: 0, bytes: 0, oldestAt: null }

const sum = (all: Going, one: Going): Going => ({
  messages: all.messages + one.messages,
  files: all.files + one.files,
  bytes: all.bytes + one.bytes,
  // Times are written alike, so their order is that of texts.
  oldestAt: [all.oldestAt, one.oldestAt].filter((at) => at !== null).sort()[0] ?? null,
})
