import { z } from 'zod'
import { endpoint } from '#lib/http/endpoint.ts'
import { id, page } from '#lib/http/schema.ts'
import { changeAnyRoom, deleteAnyRoom, enterAnyRoom } from './administration.ts'
import { allInvites, endAllInvitesOf, endAnyInvite } from './all-invites.ts'
import { allRooms, anyRoomOf, membersOfAny } from './all-rooms.ts'
import {
  anyInvite,
  anyInviteQuery,
  anyRoom,
  anyRoomChange,
  anyRoomQuery,
  member,
  memberQuery,
} from './schema.ts'

const params = z.object({ roomId: id })

export const listAllRooms = endpoint({
  method: 'GET',
  path: '/admin/rooms',
  needs: 'admin',
  summary: 'All rooms, by what they take and who looks after them. For administrators.',
  query: anyRoomQuery,
  answer: page(anyRoom),
  handle: (context, { query }) => allRooms(context, query),
})

export const patchAnyRoom = endpoint({
  method: 'PATCH',
  path: '/admin/rooms/{roomId}',
  needs: 'admin',
  summary: 'Archive or restore any room that is not direct, or give it another owner.',
  params,
  body: anyRoomChange,
  answer: anyRoom,
  handle: async (context, { params, body, client }) => {
    await changeAnyRoom(context, params.roomId, body, client.address)
    return anyRoomOf(context, params.roomId)
  },
})

export const removeAnyRoom = endpoint({
  method: 'DELETE',
  path: '/admin/rooms/{roomId}',
  needs: 'admin',
  summary: 'Remove any room that is not direct, with its history.',
  params,
  handle: (context, { params, client }) => deleteAnyRoom(context, params.roomId, client.address),
})

export const postEntry = endpoint({
  method: 'POST',
  path: '/admin/rooms/{roomId}/enter',
  needs: 'admin',
  summary: 'Join any room that is not direct. Its members are told, and it stands in the audit log.',
  params,
  answer: anyRoom,
  handle: async (context, { params, client }) => {
    await enterAnyRoom(context, params.roomId, client.address)
    return anyRoomOf(context, params.roomId)
  },
})

export const getMembersOfAny = endpoint({
  method: 'GET',
  path: '/admin/rooms/{roomId}/members',
  needs: 'admin',
  summary: 'The people of any room that is not direct. For administrators.',
  params,
  query: memberQuery,
  answer: page(member),
  handle: (context, { params, query }) => membersOfAny(context, params.roomId, query),
})

export const listAllInvites = endpoint({
  method: 'GET',
  path: '/admin/invites',
  needs: 'admin',
  summary: 'The links that lead into any room now, the newest first. For administrators.',
  query: anyInviteQuery,
  answer: page(anyInvite),
  handle: (context, { query }) => allInvites(context, query),
})

export const deleteAnyInvite = endpoint({
  method: 'DELETE',
  path: '/admin/invites/{inviteId}',
  needs: 'admin',
  summary: 'End a link into any room. For administrators.',
  params: z.object({ inviteId: id }),
  handle: (context, { params, client }) => endAnyInvite(context, params.inviteId, client.address),
})

export const deleteInvitesOf = endpoint({
  method: 'DELETE',
  path: '/admin/users/{userId}/invites',
  needs: 'admin',
  summary: 'End all links into rooms that somebody made. For administrators.',
  params: z.object({ userId: id }),
  handle: (context, { params, client }) => endAllInvitesOf(context, params.userId, client.address),
})
