import { and, count, eq, gt, inArray, isNotNull, isNull, max, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '#lib/context.ts'
import { contains } from '#lib/db/contains.ts'
import { sessions, users } from '#lib/db/schema.ts'
import { notFound } from '#lib/errors.ts'
import { fold } from '#lib/fold.ts'
import type { Page } from '#lib/http/schema.ts'
import { requireAdministrator } from '#lib/instance/require-administrator.ts'
import { isoTime } from '#lib/iso-time.ts'
import { decodeCursor, pageOf } from '#lib/paging.ts'
import { sameEmail } from './same-email.ts'
import type { Account, AccountQuery } from './schema.ts'

type User = typeof users.$inferSelect
const position = z.tuple([z.string(), z.string()])

/** All accounts by name, or those that a part of the name or the email fits. For administrators. */
export async function allAccounts(context: Context, query: AccountQuery): Promise<Page<Account>> {
  const { db, viewer } = context
  requireAdministrator(viewer)
  const from = query.cursor === undefined ? undefined : decodeCursor(query.cursor, position)
  const stateIs = {
    active: isNull(users.deactivatedAt),
    deactivated: isNotNull(users.deactivatedAt),
    all: undefined,
  }
  const rows = await db.read
    .select()
    .from(users)
    .where(
      and(
        query.query === ''
          ? undefined
          : or(contains(users.nameFolded, fold(query.query)), contains(users.email, sameEmail(query.query))),
        query.role === undefined ? undefined : eq(users.role, query.role),
        stateIs[query.state],
        from && or(gt(users.nameFolded, from[0]), and(eq(users.nameFolded, from[0]), gt(users.id, from[1]))),
      ),
    )
    .orderBy(users.nameFolded, users.id)
    .limit(query.limit + 1)
  const used = await sessionsOf(context, rows)
  return pageOf(
    rows,
    query.limit,
    (row) => present(row, used.get(row.id)),
    (row) => [row.nameFolded, row.id],
  )
}

/** One of them. For administrators. */
export async function accountOf(context: Context, id: string): Promise<Account> {
  requireAdministrator(context.viewer)
  const [row] = await context.db.read.select().from(users).where(eq(users.id, id))
  if (!row) throw notFound('account')
  return present(row, (await sessionsOf(context, [row])).get(id))
}

/** Of these accounts alone: how many sessions live, and when one was last used. */
async function sessionsOf({ db, now }: Context, rows: User[]) {
  const isLive = and(isNull(sessions.revokedAt), gt(sessions.expiresAt, now()))
  const found = await db.read
    .select({
      userId: sessions.userId,
      lastSeenAt: max(sessions.lastSeenAt),
      live: count(sql`case when ${isLive} then 1 end`),
    })
    .from(sessions)
    .where(
      inArray(
        sessions.userId,
        rows.map(({ id }) => id),
      ),
    )
    .groupBy(sessions.userId)
  return new Map(found.map((use) => [use.userId, use]))
}

const present = (user: User, use?: { lastSeenAt: number | null; live: number }): Account => ({
  id: user.id,
  email: user.email,
  name: user.name,
  role: user.role,
  state: user.deactivatedAt === null ? 'active' : 'deactivated',
  createdAt: isoTime(user.createdAt),
  lastSeenAt: use?.lastSeenAt == null ? null : isoTime(use.lastSeenAt),
  sessionCount: use?.live ?? 0,
})
