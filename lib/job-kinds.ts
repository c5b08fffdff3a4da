import { callJobs } from './calls/jobs.ts'
import { fileJobs } from './files/jobs.ts'
import { messageJobs } from './messages/jobs.ts'
import { previewJobs } from './previews/jobs.ts'

/** Everything that is done as a job. What is enqueued must be one of these. */
export const jobKinds = [...messageJobs, ...fileJobs, ...previewJobs, ...callJobs]
export type KnownJob = (typeof jobKinds)[number]
