import { and, eq, gt, isNull, ne, type SQL, sql } from 'drizzle-orm'
import type { SessionContext, World } from '#lib/context.ts'
import { dayOf } from '#lib/day.ts'
import type { Db, Queries } from '#lib/db/open.ts'
import { sessions, users } from '#lib/db/schema.ts'
import { statement } from '#lib/db/statement.ts'
import { notFound, Refusal } from '#lib/errors.ts'
import type { Facts, Note } from '#lib/facts/facts.ts'
import { hashSecret, newId } from '#lib/ids.ts'
import { noteDayHere } from './days-here.ts'
import { asGuest, hasSession } from './policy.ts'
import { holds, type Proof } from './proof.ts'
import type { SessionViewer, Viewer } from './schema.ts'
import { keepSessions } from './sessions-in-use.ts'
import { settleRequirement } from './two-factor/required.ts'

/** The browser or program at the other end. */
export type Client = { userAgent: string; address: string; languages?: string }

/** How long a session lives without being used. */
export const sessionLifeMs = 90 * 86_400_000
/** And at most: after that one proves again who one is. */
const longestSessionMs = 365 * 86_400_000
const seenEveryMs = 10 * 60_000
/** A page and its worker find out in the same moment that a token has run out. */
const sameRefreshMs = 10_000

/**
 * A new session of somebody who has proved who they are. `refreshToken` is for programs; a browser has its
 * cookie. A `proof` has to be what is asked for still.
 */
export async function openSession(world: World, session: NewSession, proof?: Proof): Promise<OpenedSession> {
  const at = world.now()
  return world.change(async (tx, note) => {
    // Whoever deactivates them meanwhile waits, and finds this session.
    const [active] = await tx
      .update(users)
      .set({ id: session.userId })
      .where(and(eq(users.id, session.userId), isNull(users.deactivatedAt)))
      .returning({ id: users.id, passwordHash: users.passwordHash })
    if (!active) throw new Refusal('forbidden', 'accounts.deactivated')
    if (proof && !(await holds(tx, active, proof))) throw new Refusal('unauthenticated', 'accounts.noMatch')
    await settleRequirement(tx, world, note, session.userId)
    const opened = await storeSession(tx, world, session, at + sessionLifeMs)
    note('session.started', { sessionId: opened.id, userId: session.userId })
    return opened
  })
}

type NewSession = { userId: string; kind: 'browser' | 'program' } & Client
type OpenedSession = { id: string; refreshToken: string }

/** The same in the write at hand, of an account that is made in it. */
export async function storeSession(
  tx: Queries,
  { now, tokens }: Pick<World, 'now' | 'tokens'>,
  session: NewSession,
  expiresAt: number,
): Promise<OpenedSession> {
  const [id, at] = [newId(), now()]
  await tx.insert(sessions).values({
    id,
    userId: session.userId,
    kind: session.kind,
    userAgent: session.userAgent.slice(0, 300),
    address: session.address,
    languages: (session.languages ?? '').slice(0, 200),
    createdAt: at,
    lastSeenAt: at,
    expiresAt,
  })
  await noteDayHere(tx, session.userId, at)
  return { id, refreshToken: tokens.signRefresh(id, 0) }
}

const findViewer = statement((on) =>
  on
    .select({
      userId: users.id,
      name: users.name,
      avatarUrl: users.avatarUrl,
      role: users.role,
      mustSetUp: users.mustSetUp,
      kind: sessions.kind,
      sessionId: sessions.id,
      lastSeenAt: sessions.lastSeenAt,
      expiresAt: sessions.expiresAt,
      guestOf: users.guestOf,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.id, sql.placeholder('id')),
        isNull(sessions.revokedAt),
        isNull(users.deactivatedAt),
        gt(sessions.expiresAt, sql.placeholder('now')),
      ),
    )
    .prepare('session_viewer'),
)

type InUse = { viewer: SessionViewer; lastSeenAt: number; expiresAt: number }
const inUse = keepSessions<InUse>()

async function findInUse(on: Queries, id: string, now: number): Promise<InUse | undefined> {
  const [found] = await findViewer(on).execute({ id, now })
  if (!found) return undefined
  const { lastSeenAt, expiresAt, guestOf, kind, ...known } = found
  const viewer = guestOf === null ? { ...known, kind } : asGuest(known, guestOf)
  // All who ask are given this one, and none may change it for the others.
  return { viewer: Object.freeze(viewer), lastSeenAt, expiresAt }
}

/**
 * The person behind a session, or null when it was ended or has run out. Now and then it is noted that it was
 * used, and from which address, where one is told.
 */
export async function viewerOf(
  { db, now }: Pick<World, 'db' | 'now'>,
  sessionId: string,
  address?: string,
): Promise<SessionViewer | null> {
  const at = now()
  const found = await inUse(db, sessionId, () => findInUse(db.read, sessionId, at))
  if (!found || found.expiresAt <= at) return null
  const { viewer, lastSeenAt } = found
  if (at - lastSeenAt > seenEveryMs || dayOf(at) !== dayOf(lastSeenAt))
    await seen(db, { id: sessionId, userId: viewer.userId, address }, at)
  return viewer
}

/** Somebody as they are now; null when what they came in by is no longer good, as no token is yet. */
export const lookAgain = async (world: Pick<World, 'db' | 'now'>, viewer: Viewer): Promise<Viewer | null> =>
  hasSession(viewer) ? viewerOf(world, viewer.sessionId) : null

/**
 * Refuses when that is over: for what took its time since they were found,
 * and once more in the write that stores it.
 */
export async function requireStillGood(on: Queries, viewer: Viewer, now: number): Promise<void> {
  await viewerStillGood(on, viewer, now)
}

/** The same, and gives what they are now: their role may be another one since. */
export async function viewerStillGood(on: Queries, viewer: Viewer, now: number) {
  const live = hasSession(viewer) && (await findViewer(on).execute({ id: viewer.sessionId, now }))[0]
  if (!live) throw new Refusal('unauthenticated', 'accounts.yourSessionEnded')
  return live
}

/**
 * The same, and it stays so until the end of this write: whoever ends the session meanwhile waits, and finds
 * what was made here. Comes before a room is locked, as ending a session does.
 */
export async function holdSession(tx: Queries, viewer: Viewer, now: number): Promise<void> {
  const held =
    hasSession(viewer) &&
    (await tx
      .update(sessions)
      .set({ id: viewer.sessionId })
      .where(and(eq(sessions.id, viewer.sessionId), isNull(sessions.revokedAt), gt(sessions.expiresAt, now)))
      .returning({ id: sessions.id }))
  if (!held || held.length === 0) throw new Refusal('unauthenticated', 'accounts.yourSessionEnded')
}

/** Being used gives a session its full life again, up to the longest. That of a guest ends when it was to. */
const lifeFrom = (at: number) => {
  const guest = sql`select ${users.guestOf} from ${users} where ${eq(users.id, sessions.userId)}`
  const full = sql`cast(${at + sessionLifeMs} as bigint)`
  const last = sql`${sessions.createdAt} + cast(${longestSessionMs} as bigint)`
  return sql`case when (${guest}) is not null then ${sessions.expiresAt} when ${full} < ${last} then ${full} else ${last} end`
}

type Use = { id: string; userId: string; address: string | undefined }

const seen = (db: Db, { id, userId, address }: Use, at: number) =>
  db.write(async (tx) => {
    await tx
      .update(sessions)
      .set({ lastSeenAt: at, expiresAt: lifeFrom(at), ...(address && { address }) })
      .where(eq(sessions.id, id))
    await noteDayHere(tx, userId, at)
  })

/** Ends one of the viewer's own sessions everywhere at once, sockets too. */
export async function revokeSession({ change, now, viewer }: SessionContext, id: string): Promise<void> {
  const reason = id === viewer.sessionId ? 'signed_out' : 'revoked'
  await change(async (tx, note) => {
    const own = and(eq(sessions.id, id), eq(sessions.userId, viewer.userId))
    const ended = await end(tx, note, now(), own, reason)
    if (ended === 0) throw notFound('session')
  })
}

/**
 * Ends every session of the viewer but the one at hand, in the write at hand, as with a change of password.
 */
export function endOtherSessions(
  tx: Queries,
  note: Note,
  viewer: SessionViewer,
  at: number,
): Promise<number> {
  const others = and(eq(sessions.userId, viewer.userId), ne(sessions.id, viewer.sessionId))
  return end(tx, note, at, others, 'revoked')
}

/** Ends every session of somebody, in the write at hand. Gives how many there were. */
export const endSessionsOf = (
  tx: Queries,
  note: Note,
  userId: string,
  at: number,
  reason: Facts['session.ended']['reason'],
): Promise<number> => end(tx, note, at, eq(sessions.userId, userId), reason)

/**
 * The next refresh token of a program's session, given its present one, and when it was made. Two parts of
 * one client that ask at once get the same; a token that was used before otherwise proves that two hold it,
 * and the session ends. One that is false ends nothing.
 */
export async function rotateSession(
  { change, now, tokens }: World,
  refreshToken: string,
  client: Client,
): Promise<{ id: string; refreshToken: string; refreshedAt: number }> {
  const claim = tokens.readRefresh(refreshToken)
  if (!claim) throw noLongerGood()
  const { sessionId: id, count } = claim
  const at = now()
  const by = hashSecret(`${client.userAgent} ${client.address}`)
  const outcome = await change(async (tx, note) => {
    const live = and(
      eq(sessions.id, id),
      eq(sessions.kind, 'program'),
      isNull(sessions.revokedAt),
      gt(sessions.expiresAt, at),
    )
    const next = { refreshCount: count + 1, refreshedAt: at, refreshedBy: by }
    const [rotated] = await tx
      .update(sessions)
      .set({ ...next, address: client.address, lastSeenAt: at, expiresAt: lifeFrom(at) })
      .where(and(live, eq(sessions.refreshCount, count)))
      .returning({ id: sessions.id })
    if (rotated) return at
    const [session] = await tx.select().from(sessions).where(live)
    if (!session) return 'over'
    const { refreshCount, refreshedAt, refreshedBy } = session
    if (refreshCount === count + 1 && refreshedBy === by && (refreshedAt ?? 0) > at - sameRefreshMs)
      return refreshedAt ?? at
    await end(tx, note, at, eq(sessions.id, id), 'revoked')
    return 'reused'
  })
  if (typeof outcome === 'string') throw noLongerGood()
  return { id, refreshToken: tokens.signRefresh(id, count + 1), refreshedAt: outcome }
}

const noLongerGood = () => new Refusal('unauthenticated', 'accounts.refreshToken')

/** Gives how many there were. */
async function end(
  tx: Queries,
  note: Note,
  at: number,
  which: SQL | undefined,
  reason: Facts['session.ended']['reason'],
): Promise<number> {
  const ended = await tx
    .update(sessions)
    .set({ revokedAt: at })
    .where(and(which, isNull(sessions.revokedAt)))
    .returning({ sessionId: sessions.id, userId: sessions.userId })
  for (const session of ended) note('session.ended', { ...session, reason })
  return ended.length
}
