import { z } from 'zod'
import { endpoint } from '#lib/http/endpoint.ts'
import { id, page, paging } from '#lib/http/schema.ts'
import { banPerson, liftBan, listBans } from './bans.ts'
import * as schema from './schema.ts'

const params = z.object({ roomId: id })

export const getBans = endpoint({
  method: 'GET',
  path: '/rooms/{roomId}/bans',
  needs: 'read',
  summary: 'Who is banned from a room, the latest first, for its moderators.',
  params,
  query: paging,
  answer: page(schema.ban),
  handle: (context, { params, query }) => listBans(context, params.roomId, query),
})

export const postBan = endpoint({
  method: 'POST',
  path: '/rooms/{roomId}/ban',
  needs: 'rooms',
  summary:
    'Put somebody out of a room for good: until it is lifted they cannot join, be added or come by a link.',
  params,
  body: schema.newBan,
  handle: (context, { params, body }) => banPerson(context, params.roomId, body),
})

export const deleteBan = endpoint({
  method: 'DELETE',
  path: '/rooms/{roomId}/ban/{userId}',
  needs: 'rooms',
  summary: 'Lift a ban. Whoever is not banned: nothing changes.',
  params: params.extend({ userId: id }),
  handle: (context, { params }) => liftBan(context, params.roomId, params.userId),
})
