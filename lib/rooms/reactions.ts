import type { World } from '#lib/context.ts'
import type { Subscribe } from '#lib/facts/bus.ts'
import { mayBrowse } from '#lib/instance/policy.ts'
import { enterDefaultRooms } from './default-rooms.ts'

/** What becomes of rooms by what becomes true elsewhere. */
export function reactInRooms({ within }: Subscribe, { now }: Pick<World, 'now'>): void {
  within('account.made', async (tx, { userId, role }, note) => {
    // Guests are only where somebody brought them.
    if (mayBrowse({ role })) await enterDefaultRooms(tx, note, userId, now())
  })
}
