import { createHmac } from 'node:crypto'
import type { Context } from '#lib/context.ts'
import type { Env } from '#lib/env.ts'
import { Refusal } from '#lib/errors.ts'
import { mayAdminister } from '#lib/instance/policy.ts'
import { requireMembership } from '#lib/rooms/membership.ts'
import { requireVideo } from './policy.ts'
import type { IceServer } from './schema.ts'

const credentialLifeMs = 12 * 3_600_000

/**
 * STUN and TURN servers with credentials of one's own that run out. Source: draft-uberti-behave-turn-rest-00
 * (`username = expiry:user`, `credential = base64(hmac-sha1(secret, username))`).
 */
export function iceServersFor(env: Env, userId: string, now: number): IceServer[] {
  const servers: IceServer[] = []
  if (env.STUN_URLS.length > 0) servers.push({ urls: env.STUN_URLS })
  if (env.TURN_URLS.length > 0 && env.TURN_SECRET) {
    const username = `${Math.floor((now + credentialLifeMs) / 1000)}:${userId}`
    const credential = createHmac('sha1', env.TURN_SECRET).update(username).digest('base64')
    servers.push({ urls: env.TURN_URLS, username, credential })
  }
  return servers
}

/** The same over HTTP, for members of a video room. */
export async function iceServers(context: Context, roomId: string) {
  requireVideo(await requireMembership(context.db.read, context.viewer, roomId))
  return answerTo(context)
}

/** The same for whoever looks after the instance and checks its relay. */
export async function ownIceServers(context: Context) {
  if (!mayAdminister(context.viewer)) throw new Refusal('forbidden', 'calls.checkRelay')
  return answerTo(context)
}

function answerTo({ env, now, viewer }: Context) {
  const servers = iceServersFor(env, viewer.userId, now())
  const expires = servers.some((server) => server.credential !== undefined)
  return { iceServers: servers, expiresInMs: expires ? credentialLifeMs : null }
}
