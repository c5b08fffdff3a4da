import { record } from '#lib/audit/record.ts'
import { callOf } from '#lib/calls/roster.ts'
import type { World } from '#lib/context.ts'
import { settingsOf } from '#lib/instance/settings.ts'
import { inParts } from '#lib/jobs/in-parts.ts'
import { hasOld, takeOld } from '#lib/messages/old.ts'
import { beginAt, lockBeginning, roomsInTime, tellBeginning } from '#lib/rooms/beginning.ts'
import { keptDays } from '#lib/rooms/policy.ts'
import { cutoff } from './cutoff.ts'

type Around = Pick<World, 'change' | 'db' | 'env' | 'now'>
type Taken = { messages: number; files: number }

/**
 * Takes what is too old, a room after the other, and says so in the log. What is left to do stands in the
 * rows: told to end, or ended by a crash, it goes on another time.
 */
export async function takeAllOld(around: Around, signal: AbortSignal): Promise<void> {
  const { db, now } = around
  const settings = await settingsOf(around)
  const all = { rooms: 0, messages: 0, files: 0 }
  try {
    for (const room of await roomsInTime(db.read, settings.retentionDays === null)) {
      const days = keptDays(room.retentionDays, settings)
      if (days === null) continue
      const before = cutoff(now(), days)
      if (!(await hasOld(db.read, { roomId: room.id, firstSeq: room.firstSeq, before }))) continue
      const taken = { messages: 0, files: 0 }
      try {
        await takeOldOf(around, room.id, { before, taken, signal })
      } finally {
        if (taken.messages > 0) all.rooms += 1
        all.messages += taken.messages
        all.files += taken.files
      }
    }
  } finally {
    if (all.messages > 0) await tell(around, settings.name, all)
  }
}

async function takeOldOf(
  { change, now }: Around,
  roomId: string,
  { before, taken, signal }: { before: number; taken: Taken; signal: AbortSignal },
): Promise<void> {
  await inParts(async (size) => {
    const part = await change(async (tx, note) => {
      const room = await lockBeginning(tx, roomId)
      if (!room) return null
      const held = (await callOf(tx, roomId))?.messageId
      const { firstSeq } = room
      const part = await takeOld(tx, note, { roomId, firstSeq, before, held }, { size, at: now() })
      if (part && part.upTo >= firstSeq)
        await beginAt(tx, roomId, { firstSeq: part.upTo + 1, goneBefore: part.time + 1 })
      else if (!part && taken.messages > 0) tellBeginning(note, room)
      return part
    }, roomId)
    taken.messages += part?.messages ?? 0
    taken.files += part?.files ?? 0
    return part !== null
  }, signal)
}

const tell = ({ db, now }: Around, name: string, all: Taken & { rooms: number }) =>
  db.write((tx) =>
    record(tx, now(), null, {
      action: 'retention.applied',
      target: { kind: 'instance', id: 'instance', name },
      detail: Object.fromEntries(Object.entries(all).map(([what, many]) => [what, String(many)])),
    }),
  )
