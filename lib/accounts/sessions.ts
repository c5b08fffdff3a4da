import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Context, World } from '#lib/context.ts'
import type { Db, Queries } from '#lib/db/open.ts'
import { sessions, users } from '#lib/db/schema.ts'
import { statement } from '#lib/db/statement.ts'
import { notFound, Refusal } from '#lib/errors.ts'
import { hashSecret, newId, newSecret } from '#lib/ids.ts'
import type { Viewer } from './schema.ts'

/** The browser or program at the other end. */
export type Client = { userAgent: string; address: string }

/** How long a session lives without being used. */
export const sessionLifeMs = 90 * 86_400_000
const seenEveryMs = 10 * 60_000

/** A new session of somebody who has proved who they are. `refreshToken` is for programs; a browser has its cookie. */
export async function openSession(
  { db, now }: World,
  session: { userId: string; kind: 'browser' | 'program' } & Client,
): Promise<{ id: string; refreshToken: string }> {
  const [id, secret, at] = [newId(), newSecret(), now()]
  await db.write((tx) =>
    tx.insert(sessions).values({
      id,
      userId: session.userId,
      kind: session.kind,
      refreshHash: session.kind === 'program' ? hashSecret(secret) : null,
      userAgent: session.userAgent.slice(0, 300),
      address: session.address,
      createdAt: at,
      lastSeenAt: at,
      expiresAt: at + sessionLifeMs,
    }),
  )
  return { id, refreshToken: `${id}.${secret}` }
}

const findViewer = statement((on) =>
  on
    .select({
      userId: users.id,
      name: users.name,
      avatarUrl: users.avatarUrl,
      role: users.role,
      sessionId: sessions.id,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.id, sql.placeholder('id')),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, sql.placeholder('now')),
      ),
    )
    .prepare('session_viewer'),
)

/** The person behind a session, or null when it was ended or has run out. */
export async function viewerOf(
  { db, now }: Pick<World, 'db' | 'now'>,
  sessionId: string,
): Promise<Viewer | null> {
  const at = now()
  const [found] = await findViewer(db.read).execute({ id: sessionId, now: at })
  if (!found) return null
  const { lastSeenAt, ...viewer } = found
  if (at - lastSeenAt > seenEveryMs) await seen(db, sessionId, at)
  return viewer
}

const seen = (db: Db, id: string, at: number) =>
  db.write((tx) =>
    tx
      .update(sessions)
      .set({ lastSeenAt: at, expiresAt: at + sessionLifeMs })
      .where(eq(sessions.id, id)),
  )

/** Ends one of the viewer's own sessions everywhere at once, sockets too. */
export async function revokeSession({ db, now, publish, viewer }: Context, id: string): Promise<void> {
  const ended = await db.write((tx) =>
    end(tx, now(), and(eq(sessions.id, id), eq(sessions.userId, viewer.userId))),
  )
  if (ended.length === 0) throw notFound('session')
  publish('session:ended', { session: id }, { reason: id === viewer.sessionId ? 'signed_out' : 'revoked' })
}

/** Ends every session of the viewer but the one at hand, as after a change of password. */
export async function revokeOtherSessions({ db, now, publish, viewer }: Context): Promise<void> {
  const others = and(eq(sessions.userId, viewer.userId), sql`${sessions.id} <> ${viewer.sessionId}`)
  for (const { id } of await db.write((tx) => end(tx, now(), others)))
    publish('session:ended', { session: id }, { reason: 'revoked' })
}

/**
 * A new refresh token for a session, given its present one. A token that was used before proves that two hold it: the session ends.
 */
export async function rotateSession(world: World, refreshToken: string) {
  const { db, now, publish } = world
  const [id = '', secret = ''] = refreshToken.split('.')
  const at = now()
  const next = newSecret()
  const outcome = await db.write(async (tx) => {
    const [rotated] = await tx
      .update(sessions)
      .set({ refreshHash: hashSecret(next), lastSeenAt: at, expiresAt: at + sessionLifeMs })
      .where(
        and(
          eq(sessions.id, id),
          eq(sessions.refreshHash, hashSecret(secret)),
          isNull(sessions.revokedAt),
          gt(sessions.expiresAt, at),
        ),
      )
      .returning({ id: sessions.id })
    if (rotated) return 'rotated'
    const reused = await end(tx, at, and(eq(sessions.id, id), eq(sessions.kind, 'program')))
    return reused.length > 0 ? 'reused' : 'unknown'
  })
  if (outcome === 'rotated') return { id, refreshToken: `${id}.${next}` }
  if (outcome === 'reused') publish('session:ended', { session: id }, { reason: 'revoked' })
  throw new Refusal('unauthenticated', 'This refresh token is no longer good. Sign in again.')
}

const end = (tx: Queries, at: number, which: ReturnType<typeof and>) =>
  tx
    .update(sessions)
    .set({ revokedAt: at })
    .where(and(which, isNull(sessions.revokedAt)))
    .returning({ id: sessions.id })
