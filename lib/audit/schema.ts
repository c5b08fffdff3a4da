import { z } from 'zod'
import { id, paging, time } from '#lib/http/schema.ts'

/** What is told of: what somebody did by a right that others do not have. */
const auditAction = z.enum([
  'user.renamed',
  'user.role_changed',
  'user.deactivated',
  'user.restored',
  'user.deleted',
  'user.sessions_ended',
  'emoji.removed',
  'user.created',
  'user.reset_link_made',
  'user.two_factor_reset',
  'settings.changed',
  'logo.changed',
  'logo.removed',
  'report.resolved',
  'report.dismissed',
  'message.removed',
  'room.archived',
  'room.restored',
  'room.handed_over',
  'room.entered',
  'room.deleted',
  'invite.ended',
  'invites.ended',
  'job.retried',
  'room.retention_changed',
  'retention.applied',
])

const named = z.object({ id, name: z.string() })

export const auditEntry = z.object({
  id,
  at: time,
  /** null for what was done at the server's own machine. */
  actor: named.nullable(),
  action: auditAction,
  target: named.extend({ kind: z.enum(['user', 'emoji', 'instance', 'room', 'job']) }),
  address: z.string().nullable(),
  detail: z.record(z.string(), z.string()),
})

export const auditQuery = paging.extend({
  actor: id.optional(),
  action: auditAction.optional(),
  after: time.optional(),
  before: time.optional(),
  /** `ndjson`: all of it, one entry a line. */
  format: z.enum(['json', 'ndjson']).default('json'),
})

export type AuditEntry = z.infer<typeof auditEntry>
export type AuditQuery = z.infer<typeof auditQuery>
