import { accessTokenMs } from '#lib/auth/tokens.ts'
import type { World } from '#lib/context.ts'
import { Refusal } from '#lib/errors.ts'
import type { Proof } from './proof.ts'
import { profileOf } from './queries.ts'
import type { Profile, TokenPair } from './schema.ts'
import { type Client, openSession, rotateSession, viewerOf } from './sessions.ts'

/**
 * Signs a program in: a session of its own, a short-lived access token and a
 * refresh token that changes with every use.
 */
export async function issueTokens(
  world: World,
  user: Profile,
  client: Client,
  proof?: Proof,
): Promise<TokenPair> {
  const session = await openSession(world, { userId: user.id, kind: 'program', ...client }, proof)
  return pair(world, user, session)
}

/**
 * The next pair of a session, the same one for a client that asks twice within seconds. Using an older
 * refresh token again ends the session.
 */
export async function refreshTokens(world: World, refreshToken: string, client: Client): Promise<TokenPair> {
  const session = await rotateSession(world, refreshToken, client)
  const viewer = await viewerOf(world, session.id)
  if (!viewer) throw new Refusal('unauthenticated', 'accounts.sessionEnded')
  return pair(world, await profileOf(world, viewer.userId), session, session.refreshedAt)
}

/** What a program gets of a session. */
export const pair = async (
  world: World,
  user: Profile,
  session: { id: string; refreshToken: string },
  at = world.now(),
): Promise<TokenPair> => ({
  user,
  accessToken: await world.tokens.signAccess(session.id, at),
  refreshToken: session.refreshToken,
  expiresInMs: accessTokenMs,
})
