import { z } from 'zod'
import { incomingOf } from '#lib/files/incoming.ts'
import { endpoint } from '#lib/http/endpoint.ts'
import { id, page, paging } from '#lib/http/schema.ts'
import { addEmoji, removeEmoji } from './operations.ts'
import { listEmoji } from './queries.ts'
import { customEmoji } from './schema.ts'
import { serveEmoji } from './serve.ts'

const one = z.object({ emojiId: id })

export const getEmoji = endpoint({
  method: 'GET',
  path: '/emoji',
  needs: 'read',
  summary: 'The emoji of this installation, by name. They are written, and reacted with, as `:name:`.',
  query: paging,
  answer: page(customEmoji),
  etag: true,
  handle: (context, { query }) => listEmoji(context, query),
})

export const postEmoji = endpoint({
  method: 'POST',
  path: '/emoji',
  needs: 'write',
  summary:
    'Add an emoji: a picture of at most 1 MiB, and its `name` in a field of the form before it. For members.',
  takesFile: true,
  answer: customEmoji,
  status: 201,
  handle: (context, request) =>
    context.turns.uploads(context.viewer.userId, () => addEmoji(context, incomingOf(request))),
})

export const getEmojiPicture = endpoint({
  method: 'GET',
  path: '/emoji/{emojiId}',
  needs: 'read',
  summary: 'The picture of an emoji (WebP, of at most 128 pixels a side). It never changes.',
  params: one,
  givesFile: true,
  handle: (context, { params, header }) => serveEmoji(context, params.emojiId, header),
})

export const deleteEmoji = endpoint({
  method: 'DELETE',
  path: '/emoji/{emojiId}',
  needs: 'write',
  summary: 'Remove an emoji you added, or as an administrator any: what was written with it says its name.',
  params: one,
  handle: (context, { params, client }) => removeEmoji(context, params.emojiId, client.address),
})
