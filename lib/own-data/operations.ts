import { and, eq, gt, lte } from 'drizzle-orm'
import { holdAccount } from '#lib/accounts/hold-account.ts'
import type { SessionContext, World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { ownArchives } from '#lib/db/schema.ts'
import { notFound } from '#lib/errors.ts'
import { holding } from '#lib/fair-queue.ts'
import { takeBack } from '#lib/files/attach.ts'
import { disposition } from '#lib/files/name.ts'
import { guarded } from '#lib/files/serve.ts'
import type { Bytes } from '#lib/http/endpoint.ts'
import { newId } from '#lib/ids.ts'
import { isoTime } from '#lib/iso-time.ts'
import type { OwnArchive } from './schema.ts'

type Row = typeof ownArchives.$inferSelect

/** Not so much longer can it take: then it was lost, with the process that made it. */
const longestMs = 86_400_000
const isUnderWay = ({ state, requestedAt }: Row, at: number) =>
  state === 'making' && requestedAt > at - longestMs

const ofPerson = (userId: string) => eq(ownArchives.userId, userId)

/** Begins an archive of all that is the viewer's own. While one is being made it is that one. */
export async function askForArchive(context: SessionContext): Promise<OwnArchive> {
  const { change, db, jobs, limits, now, viewer } = context
  const { userId } = viewer
  const [under] = await db.read.select().from(ownArchives).where(ofPerson(userId))
  if (under && isUnderWay(under, now())) return present(under)
  await limits.ownArchive(userId)
  return change(async (tx) => {
    await holdAccount(tx, viewer, now())
    const [before] = await tx.select().from(ownArchives).where(ofPerson(userId))
    if (before && isUnderWay(before, now())) return present(before)
    if (before) await letGo(tx, before)
    const [made] = await tx
      .insert(ownArchives)
      .values({ id: newId(), userId, state: 'making', requestedAt: now() })
      .returning()
    if (!made) throw notFound('archive')
    await jobs.enqueue(tx, 'ownData.make', { id: made.id, userId })
    return present(made)
  })
}

/** How far it is, and until when it can be had. */
export async function myArchive({ db, now, viewer }: SessionContext): Promise<OwnArchive> {
  const [row] = await db.read.select().from(ownArchives).where(ofPerson(viewer.userId))
  if (!row || (row.expiresAt ?? Number.POSITIVE_INFINITY) <= now()) return none
  const isLost = row.state === 'making' && !isUnderWay(row, now())
  return present(isLost ? { ...row, state: 'failed' } : row)
}

/** The archive itself, to its owner alone, for as long as they may have it. */
export async function serveArchive(context: SessionContext): Promise<Bytes> {
  const { files, turns, viewer } = context
  const { id, sizeBytes } = await requireReady(context)
  const stream = await holding(turns.downloads, viewer.userId, () => files.store.read(id))
  return {
    status: 200,
    headers: {
      ...guarded,
      'cache-control': 'private, no-store',
      'content-type': 'application/zip',
      'content-length': String(sizeBytes),
      'content-disposition': disposition('attachment', `my-data-${isoTime(context.now()).slice(0, 10)}.zip`),
    },
    stream,
    stillMay: () => requireReady(context, id),
  }
}

async function requireReady({ db, now, viewer }: SessionContext, id?: string): Promise<Row> {
  const ready = and(eq(ownArchives.state, 'ready'), gt(ownArchives.expiresAt, now()))
  const [row] = await db.read
    .select()
    .from(ownArchives)
    .where(and(ofPerson(viewer.userId), ready))
  if (!row || (id !== undefined && row.id !== id)) throw notFound('archive')
  return row
}

/** Takes away what nobody may have any more. */
export async function purgeArchives({ db, now }: Pick<World, 'db' | 'now'>): Promise<void> {
  await db.write(async (tx) => {
    for (const row of await tx.select().from(ownArchives).where(lte(ownArchives.expiresAt, now())))
      await letGo(tx, row)
  })
}

/** The row now, its bytes with the files nobody sent. */
export async function letGo(tx: Queries, { id, userId }: Pick<Row, 'id' | 'userId'>): Promise<void> {
  await tx.delete(ownArchives).where(eq(ownArchives.id, id))
  await takeBack(tx, { id, name: 'archive', uploaderId: userId })
}

const none: OwnArchive = {
  state: 'none',
  done: 0,
  total: 0,
  sizeBytes: null,
  requestedAt: null,
  expiresAt: null,
}

const present = ({ state, done, total, sizeBytes, requestedAt, expiresAt }: Row): OwnArchive => ({
  state,
  done,
  total,
  sizeBytes,
  requestedAt: isoTime(requestedAt),
  expiresAt: expiresAt === null ? null : isoTime(expiresAt),
})
