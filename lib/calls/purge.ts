import { eq, inArray } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { participants } from '#lib/db/schema.ts'

/** Takes some seats of a deleted room's calls; answers whether there were any. */
export async function takeSeats(tx: Queries, roomId: string, size: number): Promise<boolean> {
  const here = eq(participants.roomId, roomId)
  const some = tx.select({ id: participants.id }).from(participants).where(here).limit(size)
  const gone = await tx
    .delete(participants)
    .where(inArray(participants.id, some))
    .returning({ id: participants.id })
  return gone.length > 0
}
