import { administratorIds } from '#lib/accounts/queries.ts'
import type { Queries } from '#lib/db/open.ts'
import type { Subscribe } from '#lib/facts/bus.ts'
import type { Send } from '../audience.ts'

/** Of reports nobody hears but those who look after the installation. */
export function deliverModeration({ on }: Subscribe, db: Queries, send: Send): void {
  on('reports.changed', async () => {
    send('reports:changed', { people: await administratorIds(db) }, {})
  })
}
