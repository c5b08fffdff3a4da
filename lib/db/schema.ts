/** All tables. Migrations are made from them (CONTRIBUTING). */
export { oneTimeLinks, sessions, users } from './tables/accounts.ts'
export { audit } from './tables/audit.ts'
export { avatars } from './tables/avatars.ts'
export { bans } from './tables/bans.ts'
export { calls, knocks, participants } from './tables/calls.ts'
export { defaultRooms } from './tables/default-rooms.ts'
export { identities, spent } from './tables/elsewhere.ts'
export { emailChanges } from './tables/email-changes.ts'
export { emoji } from './tables/emoji.ts'
export {
  authenticators,
  passkeys,
  recoveryCodes,
  signInChallenges,
  spentChallenges,
} from './tables/factors.ts'
export { files, linkPreviews } from './tables/files.ts'
export { guestLinks } from './tables/guests.ts'
export { instance } from './tables/instance.ts'
export { jobs } from './tables/jobs.ts'
export { edits, followers, mentions, messages, saved } from './tables/messages.ts'
export { reports } from './tables/moderation.ts'
export { mutes } from './tables/mutes.ts'
export { ownArchives } from './tables/own-data.ts'
export { profiles } from './tables/profiles.ts'
export { reminders } from './tables/reminders.ts'
export { invites, memberships, rooms } from './tables/rooms.ts'
export { scheduled } from './tables/scheduled.ts'
export { days, daysHere } from './tables/statistics.ts'
