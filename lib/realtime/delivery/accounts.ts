import type { Queries } from '#lib/db/open.ts'
import type { Subscribe } from '#lib/facts/bus.ts'
import { acquaintancesOf } from '#lib/rooms/people.ts'
import type { Send } from '../audience.ts'

export function deliverAccounts({ on }: Subscribe, db: Queries, send: Send): void {
  on('profile.changed', async ({ person }) => {
    send('profile:changed', { people: await acquaintancesOf(db, person.id) }, person)
  })
  on('session.ended', ({ sessionId, reason }) => send('session:ended', { session: sessionId }, { reason }))
}
