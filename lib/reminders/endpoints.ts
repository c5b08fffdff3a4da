import { z } from 'zod'
import { endpoint } from '#lib/http/endpoint.ts'
import { id, page, paging } from '#lib/http/schema.ts'
import { endReminder, remind } from './operations.ts'
import { listReminders } from './queries.ts'
import { reminder, reminderTime } from './schema.ts'

const one = z.object({ messageId: id })

export const getReminders = endpoint({
  method: 'GET',
  path: '/me/reminders',
  needs: 'read',
  summary: 'The messages you want to be reminded of, also when you were already; the earliest first.',
  query: paging,
  answer: page(reminder),
  handle: (context, { query }) => listReminders(context, query),
})

export const putReminder = endpoint({
  method: 'PUT',
  path: '/me/reminders/{messageId}',
  needs: 'write',
  summary: 'Be reminded of a message at a time, or at another one.',
  params: one,
  body: reminderTime,
  handle: (context, { params, body }) => remind(context, params.messageId, body.remindAt),
})

export const deleteReminder = endpoint({
  method: 'DELETE',
  path: '/me/reminders/{messageId}',
  needs: 'write',
  summary: 'End a reminder.',
  params: one,
  handle: (context, { params }) => endReminder(context, params.messageId),
})
