import { z } from 'zod'
import { person, personDetails, personQuery, statusOf } from '#lib/accounts/schema.ts'
import { endpoint } from '#lib/http/endpoint.ts'
import { id, page, paging } from '#lib/http/schema.ts'
import { addByEmail } from './add-by-email.ts'
import { addMember, removeMember, setRole } from './members.ts'
import { muteMember, unmuteMember } from './muting.ts'
import { findPeople } from './people.ts'
import { personDetailsOf } from './person-details.ts'
import { listMembers } from './queries.ts'
import * as schema from './schema.ts'
import { listStatuses } from './statuses.ts'

const room = z.object({ roomId: id })
const member = room.extend({ userId: id })

export const getMembers = endpoint({
  method: 'GET',
  path: '/rooms/{roomId}/members',
  needs: 'read',
  summary:
    'The people of a room, those who came first in front; `query`: by a part of their name; `role`: those of one.',
  params: room,
  query: schema.memberQuery,
  answer: page(schema.member),
  handle: (context, { params, query }) => listMembers(context, params.roomId, query),
})

export const postMember = endpoint({
  method: 'POST',
  path: '/rooms/{roomId}/members',
  needs: 'rooms',
  summary: 'Add somebody to a room.',
  params: room,
  body: schema.newMember,
  answer: schema.member,
  status: 201,
  handle: (context, { params, body }) => addMember(context, params.roomId, body),
})

export const postAdditions = endpoint({
  method: 'POST',
  path: '/rooms/{roomId}/additions',
  needs: 'rooms',
  summary: 'Add everybody who has one of these email addresses; tells of each what became of it.',
  params: room,
  body: schema.newMembers,
  answer: z.object({ items: z.array(schema.addition) }),
  handle: (context, { params, body }) => addByEmail(context, params.roomId, body.addresses),
})

export const patchMember = endpoint({
  method: 'PATCH',
  path: '/rooms/{roomId}/members/{userId}',
  needs: 'rooms',
  summary: 'Change the role of a member.',
  params: member,
  body: schema.roleChange,
  answer: schema.member,
  handle: (context, { params, body }) => setRole(context, params.roomId, params.userId, body.role),
})

export const deleteMember = endpoint({
  method: 'DELETE',
  path: '/rooms/{roomId}/members/{userId}',
  needs: 'rooms',
  summary: 'Remove somebody from a room.',
  params: member,
  handle: (context, { params }) => removeMember(context, params.roomId, params.userId),
})

export const putMute = endpoint({
  method: 'PUT',
  path: '/rooms/{roomId}/members/{userId}/mute',
  needs: 'rooms',
  summary: 'Let a member read and not write, for a time or until it is ended. For moderators.',
  params: member,
  body: schema.newMute,
  answer: schema.member,
  handle: (context, { params, body }) => muteMember(context, params.roomId, params.userId, body),
})

export const deleteMute = endpoint({
  method: 'DELETE',
  path: '/rooms/{roomId}/members/{userId}/mute',
  needs: 'rooms',
  summary: 'Let a muted member write again.',
  params: member,
  handle: (context, { params }) => unmuteMember(context, params.roomId, params.userId),
})

export const listPeople = endpoint({
  method: 'GET',
  path: '/users',
  needs: 'read',
  summary: 'People you may mention or invite.',
  query: paging.extend(personQuery.shape),
  answer: page(person),
  handle: (context, { query }) => findPeople(context, query.query, query),
})

export const getPerson = endpoint({
  method: 'GET',
  path: '/users/{userId}',
  needs: 'read',
  summary: 'Somebody you may know, and what they tell of themselves.',
  params: z.object({ userId: id }),
  answer: personDetails,
  handle: (context, { params }) => personDetailsOf(context, params.userId),
})

export const getStatuses = endpoint({
  method: 'GET',
  path: '/statuses',
  needs: 'read',
  summary: 'What those are at with whom you share a room, and you. Changes come as `status:changed`.',
  query: paging,
  answer: page(statusOf),
  handle: (context, { query }) => listStatuses(context, query),
})
