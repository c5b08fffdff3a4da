import { accountJobs } from './accounts/jobs.ts'
import { avatarJobs } from './avatars/jobs.ts'
import { backupJobs } from './backups/jobs.ts'
import { callJobs } from './calls/jobs.ts'
import { takeSeats } from './calls/purge.ts'
import type { Env } from './env.ts'
import { fileJobs } from './files/jobs.ts'
import { forgetAgain } from './forget.ts'
import { guestJobs } from './guests/jobs.ts'
import { healthJobs } from './health/jobs.ts'
import { messageJobs } from './messages/jobs.ts'
import { goneOf, takeMessages } from './messages/purge.ts'
import { ownDataJobs } from './own-data/jobs.ts'
import { previewJobs } from './previews/jobs.ts'
import { reminderJobs } from './reminders/jobs.ts'
import { retentionJobs } from './retention/jobs.ts'
import { leaveAll } from './rooms/leave-all.ts'
import { type Held, roomPurge } from './rooms/purge.ts'
import { scheduledJobs } from './scheduled/jobs.ts'
import { statisticsJobs } from './statistics/jobs.ts'

/** What a room holds beside its members, which its own domain takes. */
export const heldByRooms: Held = { parts: [takeSeats, takeMessages], gone: goneOf }

/** Everything that is done as a job. What is enqueued must be one of these. */
export const jobKinds = [
  roomPurge(heldByRooms),
  leaveAll,
  forgetAgain,
  ...accountJobs,
  ...fileJobs,
  ...avatarJobs,
  ...previewJobs,
  ...messageJobs,
  ...callJobs,
  ...reminderJobs,
  ...scheduledJobs,
  ...statisticsJobs,
  ...retentionJobs,
  ...guestJobs,
  ...ownDataJobs,
  ...backupJobs,
  ...healthJobs,
]

/** What a process with these settings works at: backups are made where there is a place for them. */
export const kindsFor = ({ BACKUP_DIR }: Pick<Env, 'BACKUP_DIR'>) =>
  jobKinds.filter((kind) => BACKUP_DIR !== '' || !backupJobs.some((one) => one === kind))
export type KnownJob = (typeof jobKinds)[number]
