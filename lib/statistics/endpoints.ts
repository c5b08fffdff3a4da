import { z } from 'zod'
import { endpoint } from '#lib/http/endpoint.ts'
import { id } from '#lib/http/schema.ts'
import { activityOf } from './activity.ts'
import { retryJob } from './retry-job.ts'
import { activity, activityQuery, storage } from './schema.ts'
import { storageOf } from './storage.ts'

export const getStorage = endpoint({
  method: 'GET',
  path: '/admin/storage',
  needs: 'admin',
  summary: 'What is stored: by kind, room and person, the largest first. For administrators.',
  answer: storage,
  handle: storageOf,
})

export const getActivity = endpoint({
  method: 'GET',
  path: '/admin/stats',
  needs: 'admin',
  summary: 'What was going on in the last days (of UTC), and what there is in all. For administrators.',
  query: activityQuery,
  answer: activity,
  handle: (context, { query }) => activityOf(context, query),
})

export const postRetry = endpoint({
  method: 'POST',
  path: '/admin/jobs/{jobId}/retry',
  needs: 'admin',
  summary: 'Start a job that was given up again. For administrators.',
  params: z.object({ jobId: id }),
  handle: (context, { params, client }) => retryJob(context, params.jobId, client.address),
})
