/** All tables. Migrations are made from them (CONTRIBUTING). */
export { sessions, users } from './tables/accounts.ts'
export { calls, knocks, participants } from './tables/calls.ts'
export { files, linkPreviews } from './tables/files.ts'
export { instance } from './tables/instance.ts'
export { jobs } from './tables/jobs.ts'
export { edits, followers, mentions, messages, saved } from './tables/messages.ts'
export { invites, memberships, rooms } from './tables/rooms.ts'
