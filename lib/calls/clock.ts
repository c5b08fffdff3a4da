import type { World } from '#lib/context.ts'
import { clearKnocks } from './knocks.ts'
import { findLost } from './lines.ts'

/**
 * What nobody tells, and is found by looking: participants and knocks of processes that died. Only reads,
 * unless there is one.
 */
export async function lookAfterCalls(world: World): Promise<void> {
  await findLost(world)
  await clearKnocks(world)
}
