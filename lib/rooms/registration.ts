import { type Invitation, register } from '#lib/accounts/operations.ts'
import { issueTokens } from '#lib/accounts/programs.ts'
import type { Profile, Registration, TokenPair } from '#lib/accounts/schema.ts'
import type { Client } from '#lib/accounts/sessions.ts'
import type { World } from '#lib/context.ts'
import { isGoodInvite, spendInvite } from './invites.ts'

/**
 * Makes an account; with an invitation, one use of it is spent and its room joined in
 * the same write, or nothing happens at all.
 */
export async function registerInvited(
  world: World,
  { invite, ...person }: Registration,
  address: string,
): Promise<{ user: Profile; roomId: string | null }> {
  const { invitation, entered } = broughtAlong(world, invite)
  const user = await register(world, person, address, invitation)
  return { user, roomId: entered() }
}

/** What a newcomer brings along, by the token of a link, and which room it has opened. */
export function broughtAlong(
  { now }: Pick<World, 'now'>,
  invite: string | undefined,
): { invitation: Invitation | undefined; entered: () => string | null } {
  let roomId: string | null = null
  const invitation: Invitation | undefined =
    invite === undefined
      ? undefined
      : {
          isGood: (tx) => isGoodInvite(tx, invite, now()),
          accept: async (tx, note, userId) => {
            roomId = await spendInvite(tx, note, { token: invite, userId }, now())
          },
        }
  return { invitation, entered: () => roomId }
}

/** The same for a program, which is signed in at once. */
export async function registerProgram(world: World, input: Registration, client: Client): Promise<TokenPair> {
  const { user } = await registerInvited(world, input, client.address)
  return issueTokens(world, user, client)
}
