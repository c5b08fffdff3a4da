import type { Queries } from '#lib/db/open.ts'
import { lockAccount } from './lock.ts'
import type { SessionViewer } from './schema.ts'
import { holdSession } from './sessions.ts'

/**
 * Holds the viewer's own account and their session until the end of this write, for whatever they change of
 * it: in the order in which everybody else takes both.
 */
export async function holdAccount(tx: Queries, viewer: SessionViewer, now: number): Promise<void> {
  await lockAccount(tx, viewer.userId)
  await holdSession(tx, viewer, now)
}
