import { register } from '#lib/accounts/operations.ts'
import { issueTokens } from '#lib/accounts/programs.ts'
import type { Registration, TokenPair } from '#lib/accounts/schema.ts'
import { type Client, viewerOf } from '#lib/accounts/sessions.ts'
import type { World } from '#lib/context.ts'
import { acceptInvite } from './invites.ts'

/** Makes an account and signs it in; with an invitation, its room is joined on the way. */
export async function registerInvited(world: World, input: Registration, client: Client): Promise<TokenPair> {
  const user = await register(world, input, client.address)
  const tokens = await issueTokens(world, user, client)
  const sessionId = tokens.refreshToken.split('.')[0] ?? ''
  const viewer = input.invite === undefined ? null : await viewerOf(world, sessionId)
  // The account exists now, whatever becomes of the invitation: it may have been used up a moment ago.
  if (viewer && input.invite !== undefined)
    await acceptInvite({ ...world, viewer }, input.invite).catch(() => undefined)
  return tokens
}
