import type { Queries } from '#lib/db/open.ts'
import type { Subscribe } from '#lib/facts/bus.ts'
import { keyedQueue } from '#lib/keyed-queue.ts'
import { acquaintancesOf } from '#lib/rooms/people.ts'
import type { Send } from '../audience.ts'

export function deliverAccounts({ on }: Subscribe, db: Queries, send: Send): void {
  // Of two new names the older one must not be heard last.
  const inOrder = keyedQueue()
  on('profile.changed', ({ person }) =>
    inOrder(person.id, async () => {
      send('profile:changed', { people: await acquaintancesOf(db, person.id) }, person)
    }),
  )
  on('status.changed', (told) =>
    inOrder(told.userId, async () => {
      send('status:changed', { people: await acquaintancesOf(db, told.userId) }, told)
    }),
  )
  on('session.ended', ({ sessionId, reason }) => send('session:ended', { session: sessionId }, { reason }))
}
