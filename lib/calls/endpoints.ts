import { z } from 'zod'
import { endpoint, openEndpoint } from '#lib/http/endpoint.ts'
import { id } from '#lib/http/schema.ts'
import { iceServers, ownIceServers } from './ice-servers.ts'
import { leaveByToken } from './operations.ts'
import * as schema from './schema.ts'

const params = z.object({ roomId: id })

export const getIceServers = endpoint({
  method: 'GET',
  path: '/rooms/{roomId}/ice-servers',
  needs: 'call',
  summary: 'STUN and TURN servers, with credentials that run out, for members of a video room.',
  params,
  answer: schema.iceServers,
  handle: (context, { params }) => iceServers(context, params.roomId),
})

export const getOwnIceServers = endpoint({
  method: 'GET',
  path: '/ice-servers',
  needs: 'admin',
  summary: 'The same without a room, for admins of the instance: to check that the relay works.',
  answer: schema.iceServers,
  handle: (context) => ownIceServers(context),
})

export const postCallLeave = openEndpoint({
  method: 'POST',
  path: '/rooms/{roomId}/call/leave',
  summary: 'Leave a call as the page goes away: a beacon, which the resume token speaks for.',
  params,
  body: z.object({ resumeToken: schema.resumeToken }),
  handle: (world, { params, body }) => leaveByToken(world, params.roomId, body.resumeToken),
})
