import type { Actor } from '#lib/audit/record.ts'
import type { Context, SessionContext, World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import type { users } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'
import type { Note } from '#lib/facts/facts.ts'
import { oneAtATime } from '#lib/instance/one-at-a-time.ts'
import { requireAdministrator } from '#lib/instance/require-administrator.ts'
import { settingsOf } from '#lib/instance/settings.ts'
import { accountNow, held, tell } from './deed.ts'
import { isActiveAdmin, requireAnotherAdmin } from './last-administrator.ts'
import { requireOwnPassword } from './own-password.ts'
import { hasPassword, myProfile } from './queries.ts'
import type { OwnDeletion } from './schema.ts'
import { endSessionsOf, viewerStillGood } from './sessions.ts'
import { requireOwnCode } from './two-factor/own-code.ts'

type User = typeof users.$inferSelect

/** Deletes somebody's account for good. For administrators, of whom an active one stays. */
export async function deleteAccount(context: Context, id: string, address: string): Promise<void> {
  requireAdministrator(context.viewer)
  await context.change(async (tx, note) => {
    const { actor, before } = await held(tx, context, id, address)
    await remove(tx, note, context, actor, before)
  })
}

/**
 * Deletes the viewer's own account, once they have proved all that a sign-in asks for. Whoever signs in
 * elsewhere alone has nothing to prove here, and writes their email instead: nobody does that by mistake.
 */
export async function deleteMyAccount(
  context: SessionContext,
  { password, email, code }: OwnDeletion,
  address: string,
): Promise<void> {
  const { db, viewer } = context
  if (await hasPassword(context, db.read, viewer.userId))
    await requireOwnPassword(context, password ?? '', 'password')
  else if (email !== (await myProfile(context)).email)
    throw new Refusal('invalid_input', 'accounts.otherEmail', {}, { at: 'email' })
  await requireOwnCode(context, code)
  await context.change(async (tx, note) => {
    await oneAtATime(tx)
    // To check a password takes its time.
    await viewerStillGood(tx, viewer, context.now())
    const actor = { id: viewer.userId, name: viewer.name, address }
    await remove(tx, note, context, actor, await accountNow(tx, viewer.userId))
  })
}

/** What all domains keep of somebody goes with this write, or by a job that it enqueues. */
async function remove(
  tx: Queries,
  note: Note,
  world: Pick<World, 'db' | 'env' | 'now'>,
  actor: Actor,
  before: User,
): Promise<void> {
  if (isActiveAdmin(before)) await requireAnotherAdmin(tx, before.id)
  const { deletedMessages: messages } = await settingsOf(world, tx)
  const at = world.now()
  await tell(tx, at, actor, before, [{ action: 'user.deleted', detail: { messages } }])
  await endSessionsOf(tx, note, before.id, at, 'revoked')
  note('account.deleted', { userId: before.id, messages })
}
