import { z } from 'zod'
import { endpoint } from '#lib/http/endpoint.ts'
import { id, page, paging } from '#lib/http/schema.ts'
import { save, unsave } from './operations.ts'
import { listSaved } from './queries.ts'
import { savedMessage } from './schema.ts'

const one = z.object({ messageId: id })

export const getSaved = endpoint({
  method: 'GET',
  path: '/me/saved',
  needs: 'read',
  summary: 'The messages you keep for later, of rooms you may still read; the one kept last first.',
  query: paging,
  answer: page(savedMessage),
  handle: (context, { query }) => listSaved(context, query),
})

export const putSaved = endpoint({
  method: 'PUT',
  path: '/me/saved/{messageId}',
  needs: 'write',
  summary: 'Keep a message for later.',
  params: one,
  handle: (context, { params }) => save(context, params.messageId),
})

export const deleteSaved = endpoint({
  method: 'DELETE',
  path: '/me/saved/{messageId}',
  needs: 'write',
  summary: 'Keep it no longer.',
  params: one,
  handle: (context, { params }) => unsave(context, params.messageId),
})
