import { revokeSession, viewerOf } from '#lib/accounts/sessions.ts'
import type { World } from '#lib/context.ts'

/** Ends a session by its id alone, for whoever holds its cookie. Ended already: nothing happens. */
export async function endSession(world: World, sessionId: string): Promise<void> {
  const viewer = await viewerOf(world, sessionId)
  if (viewer) await revokeSession({ ...world, viewer }, sessionId)
}
