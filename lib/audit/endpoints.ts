import { viewerStillGood } from '#lib/accounts/sessions.ts'
import { endpoint } from '#lib/http/endpoint.ts'
import { page } from '#lib/http/schema.ts'
import { requireAdministrator } from '#lib/instance/require-administrator.ts'
import { auditLog } from './queries.ts'
import { auditEntry, auditQuery } from './schema.ts'
import { auditStream } from './stream.ts'

export const getAudit = endpoint({
  method: 'GET',
  path: '/admin/audit',
  needs: 'admin',
  summary:
    'Who did what to whom, and from where; the newest first. As ndjson: all of it. For administrators.',
  query: auditQuery,
  answer: page(auditEntry),
  givesFile: true,
  handle: (context, { query }) => {
    const { db, now, viewer } = context
    const stillMay = async () => requireAdministrator(await viewerStillGood(db.read, viewer, now()))
    return query.format === 'ndjson' ? auditStream(context, query, stillMay) : auditLog(context, query)
  },
})
