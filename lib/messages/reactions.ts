import type { World } from '#lib/context.ts'
import type { Subscribe } from '#lib/facts/bus.ts'

/** What a deleted room held is taken out by a job, which is stored with the deletion. */
export function reactInMessages({ within }: Subscribe, { jobs }: World): void {
  within('room.deleted', (tx, { roomId }) => jobs.enqueue(tx, 'rooms.purge', { roomId }, { key: roomId }))
}
