import { eq } from 'drizzle-orm'
import type { World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { passkeys } from '#lib/db/schema.ts'
import { hasPassword } from './queries.ts'

/** Whether somebody can sign in here by themselves, as far as accounts know: by a password or a passkey. */
export const hasWayIn = async (world: Pick<World, 'env'>, on: Queries, userId: string): Promise<boolean> =>
  (await hasPassword(world, on, userId)) || (await on.$count(passkeys, eq(passkeys.userId, userId))) > 0
