import { endpoint } from '#lib/http/endpoint.ts'
import { page } from '#lib/http/schema.ts'
import { auditLog } from './queries.ts'
import { auditEntry, auditQuery } from './schema.ts'

export const getAudit = endpoint({
  method: 'GET',
  path: '/admin/audit',
  needs: 'admin',
  summary: 'Who did what to whom, and from where; the newest first. For administrators.',
  query: auditQuery,
  answer: page(auditEntry),
  handle: (context, { query }) => auditLog(context, query),
})
