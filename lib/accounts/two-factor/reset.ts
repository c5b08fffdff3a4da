import type { Actor } from '#lib/audit/record.ts'
import type { Context, World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { users } from '#lib/db/schema.ts'
import { notFound } from '#lib/errors.ts'
import type { Note } from '#lib/facts/facts.ts'
import { oneAtATime } from '#lib/instance/one-at-a-time.ts'
import { requireAdministrator } from '#lib/instance/require-administrator.ts'
import { held, tell } from '../deed.ts'
import { forgetPasskeys } from '../passkeys/own.ts'
import { hasEmail } from '../queries.ts'
import { settleRequirement } from './required.ts'
import { forgetApp } from './set-up.ts'

/** Takes from somebody what they cannot bring any more: the password alone lets them in then. */
export async function resetTwoFactor(context: Context, id: string, address: string): Promise<void> {
  requireAdministrator(context.viewer)
  await context.change(async (tx, note) => {
    const { actor, before } = await held(tx, context, id, address)
    await reset(tx, context, note, actor, before)
  })
}

/** The same for the owner of an email, for whoever holds the server’s machine. Gives their name. */
export const resetTwoFactorFor = (world: Held, email: string): Promise<string> =>
  world.change(async (tx, note) => {
    await oneAtATime(tx)
    const [owner] = await tx.select().from(users).where(hasEmail(email))
    if (!owner) throw notFound('account')
    await reset(tx, world, note, null, owner)
    return owner.name
  })

async function reset(
  tx: Queries,
  world: Pick<World, 'db' | 'env' | 'now'>,
  note: Note,
  actor: Actor,
  owner: { id: string; name: string },
) {
  const hadApp = await forgetApp(tx, owner.id)
  const hadPasskeys = await forgetPasskeys(tx, owner.id)
  if (hadApp || hadPasskeys) await tell(tx, world.now(), actor, owner, [{ action: 'user.two_factor_reset' }])
  await settleRequirement(tx, world, note, owner.id)
}

type Held = Pick<World, 'change' | 'now' | 'env' | 'db'>
