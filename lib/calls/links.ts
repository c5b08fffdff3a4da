import { isNull } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { participants } from '#lib/db/schema.ts'

/**
 * Of all calls, how many links are in which state, as each end says of its own; `silent` where something that
 * should arrive does not.
 */
export async function linksOfCalls(on: Queries) {
  const counted = { connecting: 0, ok: 0, silent: 0, unstable: 0, reconnecting: 0, failed: 0 }
  const seats = await on
    .select({ links: participants.links })
    .from(participants)
    .where(isNull(participants.leftAt))
  for (const { links } of seats)
    for (const { state, lacks } of links) counted[state === 'ok' && lacks ? 'silent' : state] += 1
  return counted
}
