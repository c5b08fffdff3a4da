/** All tables. Migrations are made from them (CONTRIBUTING). */
export { instance, sessions, users } from './tables/accounts.ts'
export { calls, knocks, participants } from './tables/calls.ts'
export { files, linkPreviews } from './tables/files.ts'
export { jobs } from './tables/jobs.ts'
export { edits, mentions, messages, saved } from './tables/messages.ts'
export { invites, memberships, rooms } from './tables/rooms.ts'
