import { useTranslations } from 'next-intl'
import type { AuditEntry } from '#lib/audit/schema.ts'
import type { Settings } from '#lib/instance/schema.ts'
import { isolated } from '#lib/text/isolate.ts'

/**
 * What stands beside a deed, in words. Names, reasons and numbers stand as they are; what has no word here,
 * as a setting that there is no more, as it was written.
 */
export function useDetailWords(): (entry: AuditEntry) => string {
  const t = useTranslations()
  const worded = (field: string, value: string): string => {
    if (value === '') return t('administration.audit.nothing')
    if (field === 'sessions' || field === 'links')
      return t(`administration.audit.${field}`, { count: +value })
    const key = valueWords[`${field}:${value}` as keyof typeof valueWords]
    return key ? t(key) : isolated(field === 'banner' ? bannerText(value) : value)
  }
  return ({ action, detail }) => {
    const { setting, from, to, ...more } = detail
    const name = settingWords[setting as keyof typeof settingWords]
    // Names of people and rooms change too, and are never taken for a word of ours.
    const field = setting ?? (action === 'user.role_changed' ? 'role' : 'text')
    // What was handed over has only whom to.
    const change = [from, to]
      .flatMap((value) => (value === undefined ? [] : [worded(field, value)]))
      .join(' → ')
    const rest = Object.entries(more).map(([key, value]) => worded(key, value))
    return [setting && (name ? t(name) : setting), change, ...rest].filter(Boolean).join(', ')
  }
}

const settingWords = {
  name: 'administration.settings.name',
  registration: 'administration.settings.registration',
  emailDomains: 'administration.settings.emailDomains',
  roomCreation: 'administration.settings.roomCreation',
  banner: 'administration.settings.banner',
  deletedMessages: 'administration.settings.deletedMessages',
  requireTwoFactor: 'administration.settings.requireTwoFactor',
  retentionDays: 'administration.settings.retention.days',
  roomRetention: 'administration.settings.retention.rooms',
  defaultRooms: 'administration.defaultRooms.title',
} as const satisfies Record<keyof Settings | 'defaultRooms', string>

const valueWords = {
  'role:admin': 'administration.people.roles.admin',
  'role:member': 'administration.people.roles.member',
  'role:guest': 'administration.people.roles.guest',
  'role:bot': 'administration.people.roles.bot',
  'registration:open': 'administration.settings.open',
  'registration:invite': 'administration.settings.invite',
  'registration:closed': 'administration.settings.closed',
  'roomCreation:members': 'administration.settings.roomCreations.members',
  'roomCreation:admins': 'administration.settings.roomCreations.admins',
  'deletedMessages:keep': 'administration.settings.deletedMessage.keep',
  'deletedMessages:remove': 'administration.settings.deletedMessage.remove',
  'roomRetention:shorter': 'administration.settings.retention.shorter',
  'roomRetention:any': 'administration.settings.retention.any',
  'messages:keep': 'administration.audit.messagesStay',
  'messages:remove': 'administration.audit.messagesGo',
  'requireTwoFactor:true': 'administration.people.twoFactorOn',
  'requireTwoFactor:false': 'administration.people.twoFactorOff',
} as const

/** A banner is kept as JSON; what it says is what matters. */
function bannerText(kept: string): string {
  try {
    return String(JSON.parse(kept).text ?? kept)
  } catch {
    return kept
  }
}
