import { and, desc, eq, gt, isNull, lt, or } from 'drizzle-orm'
import { z } from 'zod'
import type { Context, SessionContext, World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { sessions, users } from '#lib/db/schema.ts'
import { notFound } from '#lib/errors.ts'
import type { Page } from '#lib/http/schema.ts'
import { decodeCursor, type Paging, pageOf } from '#lib/paging.ts'
import { isoTime, presentProfile } from './present.ts'
import type { Profile, Session } from './schema.ts'

/** An account by id, as its owner sees it. */
export async function profileOf({ db }: Pick<World, 'db'>, userId: string): Promise<Profile> {
  const [user] = await db.read.select().from(users).where(eq(users.id, userId))
  if (!user) throw notFound('account')
  return presentProfile(user)
}

export const myProfile = (context: Context): Promise<Profile> => profileOf(context, context.viewer.userId)

const afterSession = z.tuple([z.number(), z.string()])

/** The viewer's live sessions, the one last used first. */
export async function mySessions({ db, now, viewer }: SessionContext, page: Paging): Promise<Page<Session>> {
  const after = page.cursor === undefined ? undefined : decodeCursor(page.cursor, afterSession)
  const rows = await db.read
    .select()
    .from(sessions)
    .where(
      and(
        eq(sessions.userId, viewer.userId),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, now()),
        after &&
          or(
            lt(sessions.lastSeenAt, after[0]),
            and(eq(sessions.lastSeenAt, after[0]), lt(sessions.id, after[1])),
          ),
      ),
    )
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.id))
    .limit(page.limit + 1)
  const present = (row: (typeof rows)[number]) => ({
    id: row.id,
    kind: row.kind,
    userAgent: row.userAgent,
    address: row.address,
    createdAt: isoTime(row.createdAt),
    lastSeenAt: isoTime(row.lastSeenAt),
    current: row.id === viewer.sessionId,
  })
  return pageOf(rows, page.limit, present, (row) => [row.lastSeenAt, row.id])
}

/**
 * Makes other writes that lock the same account wait for the end of this one: an update that changes nothing locks
 * the row on PostgreSQL, and on SQLite writes are one after another anyway.
 */
export const lockAccount = (tx: Queries, userId: string) =>
  tx.update(users).set({ id: userId }).where(eq(users.id, userId))
