import { and, desc, eq, lt, or } from 'drizzle-orm'
import { z } from 'zod'
import { users } from '#lib/accounts/columns.ts'
import { namesOf } from '#lib/accounts/queries.ts'
import type { Context } from '#lib/context.ts'
import { reports } from '#lib/db/schema.ts'
import { notFound } from '#lib/errors.ts'
import type { Page } from '#lib/http/schema.ts'
import { requireAdministrator } from '#lib/instance/require-administrator.ts'
import { isoTime } from '#lib/iso-time.ts'
import { placesOf } from '#lib/messages/places.ts'
import { decodeCursor, pageOf } from '#lib/paging.ts'
import type { Report, ReportQuery } from './schema.ts'

const position = z.tuple([z.int(), z.string()])

/** What was reported, the newest first. For administrators. */
export async function listReports(
  context: Context,
  { state, cursor, limit }: ReportQuery,
): Promise<Page<Report>> {
  requireAdministrator(context.viewer)
  const from = cursor === undefined ? undefined : decodeCursor(cursor, position)
  const { createdAt, id } = reports
  const rows = await withAuthor(context)
    .where(
      and(
        state === 'all' ? undefined : eq(reports.state, state),
        from && or(lt(createdAt, from[0]), and(eq(createdAt, from[0]), lt(id, from[1]))),
      ),
    )
    .orderBy(desc(createdAt), desc(id))
    .limit(limit + 1)
  return pageOf(rows, limit, await presenter(context, rows), ({ report }) => [report.createdAt, report.id])
}

/** One of them. For administrators. */
export async function reportOf(context: Context, id: string): Promise<Report> {
  requireAdministrator(context.viewer)
  const [row] = await withAuthor(context).where(eq(reports.id, id))
  if (!row) throw notFound('report')
  return (await presenter(context, [row]))(row)
}

const withAuthor = ({ db }: Context) =>
  db.read
    .select({ report: reports, author: { id: users.id, deactivatedAt: users.deactivatedAt } })
    .from(reports)
    .leftJoin(users, eq(users.id, reports.authorId))

type Row = Awaited<ReturnType<typeof withAuthor>>[number]

/** With what stands elsewhere: names as they are now, and what became of the messages. */
async function presenter({ db, viewer }: Context, rows: Row[]): Promise<(row: Row) => Report> {
  const names = await namesOf(
    db.read,
    rows.flatMap(({ report }) => [report.reporterId, report.decidedBy ?? report.reporterId]),
  )
  const places = await placesOf(
    db.read,
    viewer.userId,
    rows.map(({ report }) => report.messageId),
  )
  const named = (id: string) => ({ id, name: names.get(id) ?? '' })
  return ({ report, author }) => {
    const place = places.get(report.messageId)
    const { decidedBy, decidedAt } = report
    return {
      id: report.id,
      state: report.state,
      reason: report.reason,
      createdAt: isoTime(report.createdAt),
      reporter: named(report.reporterId),
      room: { id: report.roomId, name: report.roomName, visibility: report.visibility },
      message: {
        id: report.messageId,
        content: report.content,
        author: {
          id: report.authorId,
          name: report.authorName,
          state: author?.deactivatedAt === null ? 'active' : 'deactivated',
        },
        attachments: report.attachments,
        createdAt: isoTime(report.saidAt),
        isGone: !place,
      },
      place: place?.isMember ? { seq: place.seq, threadId: place.threadId, inRoom: place.inRoom } : null,
      note: report.note,
      decided:
        decidedBy === null || decidedAt === null ? null : { by: named(decidedBy), at: isoTime(decidedAt) },
    }
  }
}
