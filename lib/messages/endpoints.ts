import { z } from 'zod'
import { endpoint } from '#lib/http/endpoint.ts'
import { id, page, paging } from '#lib/http/schema.ts'
import { messageBodyBytes } from '#lib/limits.ts'
import { changesSince } from './changes.ts'
import { editsOf } from './edits.ts'
import { originOf } from './forward.ts'
import { lastMessages } from './last-messages.ts'
import { edit, pin, react, remove } from './operations.ts'
import { pinsOf } from './pins.ts'
import { choose, closePoll } from './polls.ts'
import { post } from './post.ts'
import { writtenHistory } from './queries.ts'
import { roomActivity } from './room-activity.ts'
import * as schema from './schema.ts'

const room = z.object({ roomId: id })
const one = room.extend({ messageId: id })
const reaction = one.extend({ emoji: schema.reactionEmoji })

export const getMessages = endpoint({
  method: 'GET',
  path: '/rooms/{roomId}/messages',
  needs: 'read',
  summary: 'A page of history in seq order; the newest one unless told.',
  params: room,
  query: schema.historyQuery,
  answer: schema.messagePage,
  etag: true,
  handle: (context, { params, query }) => writtenHistory(context, params.roomId, query),
})

export const getLastMessages = endpoint({
  method: 'GET',
  path: '/me/last-messages',
  needs: 'read',
  summary: 'What was said last in each of these rooms, as far as you are in them.',
  query: schema.lastQuery,
  answer: page(schema.message),
  handle: (context, { query }) => lastMessages(context, query),
})

export const postMessage = endpoint({
  method: 'POST',
  path: '/rooms/{roomId}/messages',
  needs: 'write',
  summary: 'Post a message. 200 with the stored one when its clientId was stored before.',
  params: room,
  body: schema.newMessage,
  bodyBytes: messageBodyBytes,
  answer: schema.message,
  status: 201,
  handle: async (context, { params, body }) => {
    const { message, fresh } = await post(context, params.roomId, body)
    return { status: fresh ? 201 : 200, answer: message }
  },
})

export const getOrigin = endpoint({
  method: 'GET',
  path: '/rooms/{roomId}/messages/{messageId}/origin',
  needs: 'read',
  summary: 'Where a message comes from that was passed on, if you may see that room.',
  params: one,
  answer: schema.origin,
  handle: (context, { params }) => originOf(context, params),
})

export const getEdits = endpoint({
  method: 'GET',
  path: '/rooms/{roomId}/messages/{messageId}/edits',
  needs: 'read',
  summary: 'What an edited message said before, the latest first.',
  params: one,
  query: paging,
  answer: page(schema.edit),
  handle: (context, { params, query }) => editsOf(context, params, query),
})

export const patchMessage = endpoint({
  method: 'PATCH',
  path: '/rooms/{roomId}/messages/{messageId}',
  needs: 'write',
  summary: 'Change the text of your message.',
  params: one,
  body: schema.messageEdit,
  bodyBytes: messageBodyBytes,
  answer: schema.message,
  handle: (context, { params, body }) => edit(context, params, body.content),
})

export const deleteMessage = endpoint({
  method: 'DELETE',
  path: '/rooms/{roomId}/messages/{messageId}',
  needs: 'write',
  summary: 'Delete a message; its place stays, empty. Of somebody else’s everybody reads the `reason` there.',
  params: one,
  query: schema.removal,
  answer: schema.message,
  handle: (context, { params, query }) => remove(context, params, query.reason),
})

const setReaction = (method: 'PUT' | 'DELETE', summary: string) =>
  endpoint({
    method,
    path: '/rooms/{roomId}/messages/{messageId}/reactions/{emoji}',
    needs: 'write',
    summary,
    params: reaction,
    answer: schema.message,
    handle: (context, { params }) => react(context, params, params.emoji, method === 'PUT'),
  })
export const putReaction = setReaction('PUT', 'React to a message.')
export const deleteReaction = setReaction('DELETE', 'Take your reaction back.')

export const putVote = endpoint({
  method: 'PUT',
  path: '/rooms/{roomId}/messages/{messageId}/vote',
  needs: 'write',
  summary: 'Make your choices in a poll, in place of those you made before; none takes them back.',
  params: one,
  body: schema.vote,
  answer: schema.message,
  handle: (context, { params, body }) => choose(context, params, body.choices),
})

export const postPollClose = endpoint({
  method: 'POST',
  path: '/rooms/{roomId}/messages/{messageId}/close',
  needs: 'write',
  summary: 'Close a poll; its maker and moderators.',
  params: one,
  answer: schema.message,
  handle: (context, { params }) => closePoll(context, params),
})

const setPin = (method: 'PUT' | 'DELETE', summary: string) =>
  endpoint({
    method,
    path: '/rooms/{roomId}/messages/{messageId}/pin',
    needs: 'write',
    summary,
    params: one,
    answer: schema.message,
    handle: (context, { params }) => pin(context, params, method === 'PUT'),
  })
export const putPin = setPin('PUT', 'Pin a message.')
export const deletePin = setPin('DELETE', 'Unpin a message.')

export const getPins = endpoint({
  method: 'GET',
  path: '/rooms/{roomId}/pins',
  needs: 'read',
  summary: 'The pinned messages of a room, the one pinned last first.',
  params: room,
  query: paging,
  answer: page(schema.message),
  handle: (context, { params, query }) => pinsOf(context, params.roomId, query),
})

export const getChanges = endpoint({
  method: 'GET',
  path: '/rooms/{roomId}/changes',
  needs: 'read',
  summary:
    'Every message that changed since a revision, in its order; `reset` when there are too many. Keep the revision up to which nothing is missing, not the highest that was heard.',
  params: room,
  query: schema.changesQuery,
  answer: schema.changes,
  handle: (context, { params, query }) => changesSince(context, params.roomId, query.since),
})

export const getRoomActivity = endpoint({
  method: 'GET',
  path: '/rooms/{roomId}/activity',
  needs: 'read',
  summary: 'How much was written in a room on each of the last 30 days, and by how many, for its moderators.',
  params: room,
  answer: schema.roomActivity,
  handle: (context, { params }) => roomActivity(context, params.roomId),
})
