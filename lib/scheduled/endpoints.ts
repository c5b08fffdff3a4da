import { z } from 'zod'
import { endpoint } from '#lib/http/endpoint.ts'
import { id, page, paging } from '#lib/http/schema.ts'
import { messageBodyBytes } from '#lib/limits.ts'
import { endScheduled, reschedule, schedule, sendNow } from './operations.ts'
import { listScheduled } from './queries.ts'
import * as schema from './schema.ts'

const one = z.object({ id })

export const getScheduled = endpoint({
  method: 'GET',
  path: '/me/scheduled',
  needs: 'read',
  summary: 'Messages of yours that are to be sent later, or could not be sent; the earliest first.',
  query: paging,
  answer: page(schema.scheduledMessage),
  handle: (context, { query }) => listScheduled(context, query),
})

export const postScheduled = endpoint({
  method: 'POST',
  path: '/rooms/{roomId}/scheduled',
  needs: 'write',
  summary: 'Send a message later. Whether you may write in the room is asked again when it is sent.',
  params: z.object({ roomId: id }),
  body: schema.newScheduled,
  bodyBytes: messageBodyBytes,
  answer: schema.scheduledMessage,
  status: 201,
  handle: async (context, { params, body }) => {
    const { message, fresh } = await schedule(context, params.roomId, body)
    return { status: fresh ? 201 : 200, answer: message }
  },
})

export const patchScheduled = endpoint({
  method: 'PATCH',
  path: '/me/scheduled/{id}',
  needs: 'write',
  summary: 'Change what is to be sent later, or when.',
  params: one,
  body: schema.scheduledEdit,
  bodyBytes: messageBodyBytes,
  answer: schema.scheduledMessage,
  handle: (context, { params, body }) => reschedule(context, params.id, body),
})

export const sendScheduledNow = endpoint({
  method: 'POST',
  path: '/me/scheduled/{id}/send',
  needs: 'write',
  summary: 'Send it now.',
  params: one,
  answer: schema.scheduledMessage,
  handle: (context, { params }) => sendNow(context, params.id),
})

export const deleteScheduled = endpoint({
  method: 'DELETE',
  path: '/me/scheduled/{id}',
  needs: 'write',
  summary: 'Do not send it.',
  params: one,
  handle: (context, { params }) => endScheduled(context, params.id),
})
