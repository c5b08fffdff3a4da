import { and, desc, eq, gte, lt, or } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '#lib/context.ts'
import { audit } from '#lib/db/schema.ts'
import type { Page } from '#lib/http/schema.ts'
import { requireAdministrator } from '#lib/instance/require-administrator.ts'
import { isoTime } from '#lib/iso-time.ts'
import { decodeCursor, pageOf } from '#lib/paging.ts'
import { type AuditEntry, type AuditQuery, auditEntry } from './schema.ts'

const position = z.tuple([z.int(), z.string()])

/** What was done, the newest first. For administrators. */
export async function auditLog(
  { db, viewer }: Context,
  query: Omit<AuditQuery, 'format'>,
): Promise<Page<AuditEntry>> {
  requireAdministrator(viewer)
  const from = query.cursor === undefined ? undefined : decodeCursor(query.cursor, position)
  const rows = await db.read
    .select()
    .from(audit)
    .where(
      and(
        query.actor === undefined ? undefined : eq(audit.actorId, query.actor),
        query.action === undefined ? undefined : eq(audit.action, query.action),
        query.after === undefined ? undefined : gte(audit.at, Date.parse(query.after)),
        query.before === undefined ? undefined : lt(audit.at, Date.parse(query.before)),
        from && or(lt(audit.at, from[0]), and(eq(audit.at, from[0]), lt(audit.id, from[1]))),
      ),
    )
    .orderBy(desc(audit.at), desc(audit.id))
    .limit(query.limit + 1)
  return pageOf(rows, query.limit, present, (row) => [row.at, row.id])
}

const present = (row: typeof audit.$inferSelect): AuditEntry =>
  auditEntry.parse({
    id: row.id,
    at: isoTime(row.at),
    actor: row.actorId === null ? null : { id: row.actorId, name: row.actorName ?? '' },
    action: row.action,
    target: { kind: row.targetKind, id: row.targetId, name: row.targetName },
    address: row.address,
    detail: row.detail,
  })
