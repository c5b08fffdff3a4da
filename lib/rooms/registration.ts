import { register } from '#lib/accounts/operations.ts'
import { issueTokens } from '#lib/accounts/programs.ts'
import type { Profile, Registration, TokenPair } from '#lib/accounts/schema.ts'
import type { Client } from '#lib/accounts/sessions.ts'
import type { World } from '#lib/context.ts'
import { spendInvite } from './invites.ts'
import { tellEntered } from './members.ts'

/** Makes an account; with an invitation, one use of it is spent and its room joined in the same write, or nothing happens at all. */
export async function registerInvited(
  world: World,
  input: Registration,
  address: string,
): Promise<{ user: Profile; roomId: string | null }> {
  let roomId: string | null = null
  const user = await register(world, input, address, async (tx, userId) => {
    if (input.invite !== undefined) ({ roomId } = await spendInvite(tx, input.invite, userId, world.now()))
  })
  if (roomId !== null) await tellEntered(world, roomId, user.id)
  return { user, roomId }
}

/** The same for a program, which is signed in at once. */
export async function registerProgram(world: World, input: Registration, client: Client): Promise<TokenPair> {
  const { user } = await registerInvited(world, input, client.address)
  return issueTokens(world, user, client)
}
