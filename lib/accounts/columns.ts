import { users as accountsTable, profiles as profilesTable } from '#lib/db/schema.ts'
import { shown } from '#lib/db/shown.ts'

/** Accounts as statements of other domains may join them. */
export const users = shown(
  accountsTable,
  'id',
  'name',
  'nameFolded',
  'avatarUrl',
  'role',
  'deactivatedAt',
  'guestOf',
  'deletedAt',
)

/** What others see of somebody, for any statement that has `users` in it. */
export const personColumns = { id: users.id, name: users.name, avatarUrl: users.avatarUrl }

/** What people tell of themselves. Whether a status has ended, `presentStatus` says. */
export const profiles = shown(
  profilesTable,
  ...(['userId', 'pronouns', 'timeZone', 'statusEmoji', 'statusText', 'statusUntil'] as const),
)
