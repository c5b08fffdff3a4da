import { endpoint } from '#lib/http/endpoint.ts'
import { page } from '#lib/http/schema.ts'
import { search } from './operations.ts'
import * as schema from './schema.ts'

export const getSearch = endpoint({
  method: 'GET',
  path: '/search',
  needs: 'read',
  summary:
    'Messages of your rooms in which all words of q occur, the newest first. q takes "phrases", from:, in:, before:, after: and has:file too.',
  query: schema.searchQuery,
  answer: page(schema.hit),
  handle: (context, { query }) => search(context, query),
})
