import { and, eq, isNull, ne } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { users } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'
import { mayAdminister } from '#lib/instance/policy.ts'
import { administrator } from '#lib/instance/require-administrator.ts'

type User = typeof users.$inferSelect

export const isActiveAdmin = (user: User) => mayAdminister(user) && user.deactivatedAt === null

/** Refuses (`conflict`) what would leave nobody who looks after this place. Its write is `oneAtATime`. */
export async function requireAnotherAdmin(tx: Queries, id: string): Promise<void> {
  if (!(await anotherAdmin(tx, id))) throw new Refusal('conflict', 'accounts.lastAdministrator')
}

export async function anotherAdmin(tx: Queries, id: string): Promise<boolean> {
  const [other] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(ne(users.id, id), eq(users.role, administrator), isNull(users.deactivatedAt)))
    .limit(1)
  return other !== undefined
}
