import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, lt, max, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '#lib/context.ts'
import { contains } from '#lib/db/contains.ts'
import { sessions, users } from '#lib/db/schema.ts'
import { notFound } from '#lib/errors.ts'
import { bytesOf } from '#lib/files/bytes-of.ts'
import { fold } from '#lib/fold.ts'
import type { Page } from '#lib/http/schema.ts'
import { requireAdministrator } from '#lib/instance/require-administrator.ts'
import { isoTime } from '#lib/iso-time.ts'
import { decodeCursor, pageOf } from '#lib/paging.ts'
import { emailOf } from './present.ts'
import { sameEmail } from './same-email.ts'
import type { Account, AccountQuery } from './schema.ts'
import { withTwoFactor } from './two-factor/who.ts'

type User = typeof users.$inferSelect

const lastSeen = sql`select max(${sessions.lastSeenAt}) from ${sessions} where ${eq(sessions.userId, users.id)}`

/** By what a list may be sorted, and how its cursor tells that. Who never came was last seen at 0. */
const sorts = {
  name: { by: sql<string | number>`${users.nameFolded}`, position: z.string() },
  createdAt: { by: sql<string | number>`${users.createdAt}`.mapWith(Number), position: z.number() },
  lastSeenAt: { by: sql<string | number>`coalesce((${lastSeen}), 0)`.mapWith(Number), position: z.number() },
}

/** All accounts, or those that a part of the name or the email fits. For administrators. */
export async function allAccounts(context: Context, query: AccountQuery): Promise<Page<Account>> {
  const { db, viewer } = context
  requireAdministrator(viewer)
  const { by, position } = sorts[query.sort]
  const [first, beyond] = query.order === 'asc' ? [asc, gt] : [desc, lt]
  const from =
    query.cursor === undefined ? undefined : decodeCursor(query.cursor, z.tuple([position, z.string()]))
  const rows = await db.read
    .select({ user: users, at: by })
    .from(users)
    .where(
      and(
        query.query === ''
          ? undefined
          : or(
              contains(users.nameFolded, fold(query.query)),
              and(isNull(users.guestOf), contains(users.email, sameEmail(query.query))),
            ),
        query.role === undefined ? undefined : eq(users.role, query.role),
        isNull(users.deletedAt),
        stateIs[query.state],
        from && or(beyond(by, from[0]), and(eq(by, from[0]), beyond(users.id, from[1]))),
      ),
    )
    .orderBy(first(by), first(users.id))
    .limit(query.limit + 1)
  const accounts = await presented(
    context,
    rows.map(({ user }) => user),
  )
  return pageOf(
    rows,
    query.limit,
    ({ user }) => accounts(user),
    ({ user, at }) => [at, user.id],
  )
}

const stateIs = {
  active: isNull(users.deactivatedAt),
  deactivated: isNotNull(users.deactivatedAt),
  all: undefined,
}

/** One of them. For administrators. */
export async function accountOf(context: Context, id: string): Promise<Account> {
  requireAdministrator(context.viewer)
  const [row] = await context.db.read
    .select()
    .from(users)
    .where(and(eq(users.id, id), isNull(users.deletedAt)))
  if (!row) throw notFound('account')
  return (await presented(context, [row]))(row)
}

/** With what stands elsewhere about these accounts alone. */
async function presented(context: Context, rows: User[]) {
  const used = await sessionsOf(context, rows)
  const ids = rows.map(({ id }) => id)
  const bytes = await bytesOf(context.db.read, ids)
  const secured = await withTwoFactor(context.db.read, ids)
  return (row: User) => ({
    ...present(row, used.get(row.id), bytes.get(row.id)),
    twoFactor: secured.has(row.id),
  })
}

/** How many of their sessions live, and when one was last used. */
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

const present = (user: User, use?: { lastSeenAt: number | null; live: number }, bytes = 0) => ({
  id: user.id,
  email: emailOf(user),
  emailVerified: user.emailVerifiedAt !== null,
  name: user.name,
  role: user.role,
  state: user.deactivatedAt === null ? ('active' as const) : ('deactivated' as const),
  createdAt: isoTime(user.createdAt),
  lastSeenAt: use?.lastSeenAt == null ? null : isoTime(use.lastSeenAt),
  sessionCount: use?.live ?? 0,
  storageBytes: bytes,
})
