import { and, eq, isNull } from 'drizzle-orm'
import type { World } from '#lib/context.ts'
import { sessions } from '#lib/db/schema.ts'

/** Lets the sessions of somebody run out now, as if they had not been used for months. Nobody is told. */
export const expireSessions = ({ change, now }: World, userId: string): Promise<void> =>
  change(async (tx) => {
    await tx
      .update(sessions)
      .set({ expiresAt: now() })
      .where(and(eq(sessions.userId, userId), isNull(sessions.revokedAt)))
  })
