import { z } from 'zod'
import { incomingOf } from '#lib/files/incoming.ts'
import { endpoint } from '#lib/http/endpoint.ts'
import { id } from '#lib/http/schema.ts'
import { removeAvatar, setAvatar } from './operations.ts'
import { serveAvatar } from './serve.ts'

export const putAvatar = endpoint({
  method: 'PUT',
  path: '/me/avatar',
  needs: 'account',
  summary:
    'Show a picture of you: of at most 10 MiB. Its middle is made anew, square and small (WebP, of at most 256 pixels a side).',
  takesFile: true,
  answer: z.object({ avatarUrl: z.string() }),
  handle: (context, request) =>
    context.turns.uploads(context.viewer.userId, () => setAvatar(context, incomingOf(request))),
})

export const deleteAvatar = endpoint({
  method: 'DELETE',
  path: '/me/avatar',
  needs: 'account',
  summary: 'Take your picture away.',
  handle: (context) => removeAvatar(context),
})

export const getAvatar = endpoint({
  method: 'GET',
  path: '/avatars/{userId}',
  needs: 'read',
  summary: 'The picture of somebody. By the address that `avatarUrl` gives it never changes.',
  params: z.object({ userId: id }),
  query: z.object({ v: z.string().max(64).optional() }),
  givesFile: true,
  handle: (context, { params, query, header }) => serveAvatar(context, { ...params, v: query.v }, header),
})
