import { z } from 'zod'
import { endpoint } from '#lib/http/endpoint.ts'
import { id } from '#lib/http/schema.ts'
import { previewAll, previewRoom } from './preview.ts'
import { allGoing, going, goingQuery, roomGoingQuery } from './schema.ts'

export const getRetention = endpoint({
  method: 'GET',
  path: '/admin/retention',
  needs: 'admin',
  summary: 'What would go from which room because it is old, with other settings too. For administrators.',
  query: goingQuery,
  answer: allGoing,
  handle: (context, { query }) => previewAll(context, query),
})

export const getRoomRetention = endpoint({
  method: 'GET',
  path: '/rooms/{roomId}/retention',
  needs: 'rooms',
  summary: 'What would go from a room because it is old, if it were so set. For owners.',
  params: z.object({ roomId: id }),
  query: roomGoingQuery,
  answer: going,
  handle: (context, { params, query }) => previewRoom(context, params.roomId, query.days),
})
