import { z } from 'zod'
import { endGuestLink, openGuestLink, withGuestLink } from '#lib/guests/links.ts'
import { endpoint } from '#lib/http/endpoint.ts'
import { id, page, paging } from '#lib/http/schema.ts'
import { setAttention } from './attention.ts'
import { acceptInvite, createInvite } from './invites.ts'
import { writtenRooms } from './list.ts'
import { endInvite, listInvites } from './live-invites.ts'
import { joinRoom, leaveRoom } from './members.ts'
import { changeRoom, createRoom, deleteRoom } from './operations.ts'
import { getRoom } from './queries.ts'
import { markRead } from './reading.ts'
import * as schema from './schema.ts'

const params = z.object({ roomId: id })

export const getRooms = endpoint({
  method: 'GET',
  path: '/rooms',
  needs: 'read',
  summary: 'Rooms you have joined, or public ones to join; the newest activity first.',
  query: schema.roomQuery,
  answer: page(schema.room),
  etag: true,
  handle: (context, { query }) => writtenRooms(context, query),
})

export const postRoom = endpoint({
  method: 'POST',
  path: '/rooms',
  needs: 'rooms',
  summary: 'Make a room. For a direct one: the room of these people, made if there is none.',
  body: schema.newRoom,
  answer: schema.room,
  status: 201,
  handle: (context, { body }) => createRoom(context, body),
})

export const getOneRoom = endpoint({
  method: 'GET',
  path: '/rooms/{roomId}',
  needs: 'read',
  summary: 'One room.',
  params,
  answer: schema.room,
  handle: async (context, { params }) => withGuestLink(context, await getRoom(context, params.roomId)),
})

export const patchRoom = endpoint({
  method: 'PATCH',
  path: '/rooms/{roomId}',
  needs: 'rooms',
  summary:
    'Change a room. `isActive: false` archives it: readable, not writable. `guestLink` lets guests in.',
  params,
  body: schema.roomPatch,
  answer: schema.room,
  handle: async (context, { params, client, body: { guestLink, ...change } }) => {
    const room = await changeRoom(context, params.roomId, change, client.address)
    if (guestLink === true) await openGuestLink(context, params.roomId)
    if (guestLink === false) await endGuestLink(context, params.roomId)
    return withGuestLink(context, room)
  },
})

export const removeRoom = endpoint({
  method: 'DELETE',
  path: '/rooms/{roomId}',
  needs: 'rooms',
  summary: 'Remove a room with its history.',
  params,
  handle: (context, { params }) => deleteRoom(context, params.roomId),
})

export const postJoin = endpoint({
  method: 'POST',
  path: '/rooms/{roomId}/join',
  needs: 'rooms',
  summary: 'Join a public room.',
  params,
  answer: schema.room,
  handle: (context, { params }) => joinRoom(context, params.roomId),
})

export const postLeave = endpoint({
  method: 'POST',
  path: '/rooms/{roomId}/leave',
  needs: 'rooms',
  summary: 'Leave a room.',
  params,
  handle: (context, { params }) => leaveRoom(context, params.roomId),
})

export const putAttention = endpoint({
  method: 'PUT',
  path: '/rooms/{roomId}/attention',
  needs: 'write',
  summary: 'Say what of a room asks for your attention, and whether it is a favourite.',
  params,
  body: schema.attentionChange,
  answer: schema.attention,
  handle: (context, { params, body }) => setAttention(context, params.roomId, body),
})

export const getInvites = endpoint({
  method: 'GET',
  path: '/rooms/{roomId}/invites',
  needs: 'read',
  summary: 'The links that lead into a room now, the newest first, for whoever may invite there.',
  params,
  query: paging,
  answer: page(schema.liveInvite),
  handle: (context, { params, query }) => listInvites(context, params.roomId, query),
})

export const deleteInvite = endpoint({
  method: 'DELETE',
  path: '/rooms/{roomId}/invites/{inviteId}',
  needs: 'rooms',
  summary: 'End a link into a room.',
  params: params.extend({ inviteId: id }),
  handle: (context, { params }) => endInvite(context, params.roomId, params.inviteId),
})

export const postInvite = endpoint({
  method: 'POST',
  path: '/rooms/{roomId}/invites',
  needs: 'rooms',
  summary: 'Make a link into a room. Its token is shown this once.',
  params,
  body: schema.newInvite,
  answer: schema.invite,
  status: 201,
  handle: (context, { params, body }) => createInvite(context, params.roomId, body),
})

export const postAcceptance = endpoint({
  method: 'POST',
  path: '/invites/{token}/accept',
  needs: 'rooms',
  summary: 'Enter the room an invitation is for.',
  params: z.object({ token: z.string().max(200) }),
  answer: schema.room,
  handle: (context, { params }) => acceptInvite(context, params.token),
})

export const putRead = endpoint({
  method: 'PUT',
  path: '/rooms/{roomId}/read',
  needs: 'write',
  summary: 'Note how far you have read; also backwards, to mark as unread.',
  params,
  body: schema.readMark,
  answer: schema.readPlace,
  handle: (context, { params, body }) => markRead(context, params.roomId, body),
})
