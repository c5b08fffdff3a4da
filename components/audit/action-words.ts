import type { AuditEntry } from '#lib/audit/schema.ts'

/** What was done, in words. */
export const actionWords = {
  'user.created': 'administration.audit.actions.created',
  'user.renamed': 'administration.audit.actions.renamed',
  'user.role_changed': 'administration.audit.actions.roleChanged',
  'user.deactivated': 'administration.audit.actions.deactivated',
  'user.restored': 'administration.audit.actions.restored',
  'user.deleted': 'administration.audit.actions.deleted',
  'user.sessions_ended': 'administration.audit.actions.sessionsEnded',
  'user.reset_link_made': 'administration.audit.actions.resetLinkMade',
  'user.two_factor_reset': 'administration.audit.actions.twoFactorReset',
  'settings.changed': 'administration.audit.actions.settingsChanged',
  'logo.changed': 'administration.audit.actions.logoChanged',
  'logo.removed': 'administration.audit.actions.logoRemoved',
  'report.resolved': 'administration.audit.actions.reportResolved',
  'report.dismissed': 'administration.audit.actions.reportDismissed',
  'message.removed': 'administration.audit.actions.messageRemoved',
  'emoji.removed': 'administration.audit.actions.emojiRemoved',
  'room.archived': 'administration.audit.actions.roomArchived',
  'room.restored': 'administration.audit.actions.roomRestored',
  'room.handed_over': 'administration.audit.actions.roomHandedOver',
  'room.entered': 'administration.audit.actions.roomEntered',
  'room.deleted': 'administration.audit.actions.roomDeleted',
  'invite.ended': 'administration.audit.actions.inviteEnded',
  'invites.ended': 'administration.audit.actions.invitesEnded',
  'job.retried': 'administration.audit.actions.jobRetried',
  'room.retention_changed': 'administration.audit.actions.roomRetentionChanged',
  'retention.applied': 'administration.audit.actions.retentionApplied',
} as const satisfies Record<AuditEntry['action'], string>

export const actions = Object.keys(actionWords) as AuditEntry['action'][]
