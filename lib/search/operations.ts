import { z } from 'zod'
import type { Context } from '#lib/context.ts'
import type { Page } from '#lib/http/schema.ts'
import { Written } from '#lib/http/written.ts'
import { decodeCursor } from '#lib/paging.ts'
import { requireMembership } from '#lib/rooms/membership.ts'
import { oneAtATime } from './in-turn.ts'
import { soughtIn } from './parse-query.ts'
import type { Hit, SearchQuery } from './schema.ts'

const afterHit = z.tuple([z.int()])
const inTurn = oneAtATime()

/**
 * Messages of rooms the viewer may read at this moment, the newest first. What was
 * just written may take a second to be found.
 */
export async function search(context: Context, query: SearchQuery): Promise<Written<Page<Hit>>> {
  const { background, db, limits, viewer } = context
  const sought = soughtIn(query)
  const cursor = query.cursor === undefined ? null : decodeCursor(query.cursor, afterHit)[0]
  await limits.search(viewer.userId)
  if (sought.roomId !== null) await requireMembership(db.read, viewer, sought.roomId)
  const page = await inTurn(viewer.userId, () =>
    background.find({ viewerId: viewer.userId, sought, limit: query.limit, cursor }),
  )
  return new Written(page, { isForOne: true })
}
