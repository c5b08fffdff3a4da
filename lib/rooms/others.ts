import { and, eq, isNotNull, ne, notExists } from 'drizzle-orm'
import { users } from '#lib/accounts/columns.ts'
import type { Queries } from '#lib/db/open.ts'
import { memberships } from '#lib/db/schema.ts'

/**
 * As a condition on `memberships`: who is in a room besides somebody, and can look after it. Its guests
 * cannot, and go with the link they came by.
 */
export const othersIn = (on: Queries, { roomId, userId }: { roomId: string; userId: string }) =>
  and(
    eq(memberships.roomId, roomId),
    ne(memberships.userId, userId),
    notExists(
      on
        .select({ id: users.id })
        .from(users)
        .where(and(eq(users.id, memberships.userId), isNotNull(users.guestOf))),
    ),
  )
