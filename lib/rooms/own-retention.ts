import { record } from '#lib/audit/record.ts'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { Refusal } from '#lib/errors.ts'
import { settingsOf } from '#lib/instance/settings.ts'
import type { RoomRow } from './membership.ts'
import { keptDays } from './policy.ts'

/**
 * That a room keeps its messages for so many days from now on, null: as long as the installation does, is
 * written in the log. Refuses a longer time than that where only a shorter one may be chosen.
 */
export async function allowRetention(
  tx: Queries,
  context: Context,
  room: RoomRow,
  days: number | null,
  address: string | null,
): Promise<void> {
  const { now, viewer } = context
  const settings = await settingsOf(context, tx)
  if (days !== null && keptDays(days, settings) !== days)
    throw new Refusal('forbidden', 'rooms.keptShorter', { most: settings.retentionDays ?? days })
  const actor = { id: viewer.userId, name: viewer.name, address }
  await record(tx, now(), actor, {
    action: 'room.retention_changed',
    target: { kind: 'room', id: room.id, name: room.name },
    detail: { from: told(room.retentionDays), to: told(days) },
  })
}

const told = (days: number | null) => (days === null ? '' : String(days))
