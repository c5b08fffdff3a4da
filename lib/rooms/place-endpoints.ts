import { z } from 'zod'
import { endpoint } from '#lib/http/endpoint.ts'
import { id } from '#lib/http/schema.ts'
import { endDefaultRoom, listDefaultRooms, setDefaultRoom } from './default-rooms.ts'
import { finishFirstRun, setUpPlace } from './first-run.ts'
import { invite, newPlace, room, roomTitle } from './schema.ts'

const params = z.object({ roomId: id })

export const getDefaultRooms = endpoint({
  method: 'GET',
  path: '/admin/default-rooms',
  needs: 'admin',
  summary: 'The rooms everybody new is in. For administrators.',
  answer: z.object({ items: z.array(roomTitle) }),
  handle: listDefaultRooms,
})

export const putDefaultRoom = endpoint({
  method: 'PUT',
  path: '/admin/default-rooms/{roomId}',
  needs: 'admin',
  summary: 'Take everybody new into a public room, guests left out: at most 20 rooms. For administrators.',
  params,
  handle: (context, { params, client }) => setDefaultRoom(context, params.roomId, client.address),
})

export const deleteDefaultRoom = endpoint({
  method: 'DELETE',
  path: '/admin/default-rooms/{roomId}',
  needs: 'admin',
  summary: 'Take nobody new into a room any more. Whoever is in it stays.',
  params,
  handle: (context, { params, client }) => endDefaultRoom(context, params.roomId, client.address),
})

export const postFirstRun = endpoint({
  method: 'POST',
  path: '/admin/first-run',
  needs: 'admin',
  summary:
    'Set up a new place, as whoever made its first account: its settings, a first room, and a link into it.',
  body: newPlace,
  answer: z.object({ room, invite }),
  status: 201,
  handle: (context, { body, client }) => setUpPlace(context, body, client.address),
})

export const deleteFirstRun = endpoint({
  method: 'DELETE',
  path: '/admin/first-run',
  needs: 'admin',
  summary: 'The place is set up: whoever made its first account is led through it no more.',
  handle: finishFirstRun,
})
