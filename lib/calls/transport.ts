import type { Env } from '#lib/env.ts'
import { iceServersFor } from './ice-servers.ts'
import type { CallLimits, Transport } from './schema.ts'

/**
 * How a participant's media travels in the calls of this instance. The credentials in it are the
 * participant's own.
 */
export const transportFor = (env: Env, userId: string, now: number): Transport => ({
  kind: 'mesh',
  iceServers: iceServersFor(env, userId, now),
})

/** What that transport carries. */
export const callLimits = (env: Env): CallLimits => ({
  participants: env.LIMIT_CALL_PARTICIPANTS,
  withVideo: env.LIMIT_CALL_VIDEO,
})
