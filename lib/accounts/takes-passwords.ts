import type { World } from '#lib/context.ts'
import { Refusal } from '#lib/errors.ts'

type Set = Pick<World, 'env'>

/** Whether anybody signs in here by a password; where nobody does, none is made, changed or asked for. */
export const takesPasswords = ({ env }: Set): boolean => env.PASSWORD_SIGN_IN === 'on'

/** Refuses whatever has to do with one, before it is looked whose it would be. */
export function requirePasswords(world: Set): void {
  if (!takesPasswords(world)) throw new Refusal('forbidden', 'accounts.noPasswords')
}
