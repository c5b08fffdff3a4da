import { z } from 'zod'
import { endpoint } from '#lib/http/endpoint.ts'
import { id, page, paging } from '#lib/http/schema.ts'
import { readMark } from '#lib/rooms/schema.ts'
import { myActivity } from './activity.ts'
import { markThreadRead, setFollowing } from './followers.ts'
import { myThreads, unreadThreads } from './my-threads.ts'
import * as schema from './schema.ts'
import { thread } from './thread.ts'

const one = z.object({ roomId: id, messageId: id })

export const getThread = endpoint({
  method: 'GET',
  path: '/rooms/{roomId}/messages/{messageId}/thread',
  needs: 'read',
  summary:
    'The thread a message belongs to or begins: its first message and a page of replies, the newest unless told.',
  params: one,
  query: schema.threadQuery,
  answer: schema.threadPage,
  handle: (context, { params, query }) => thread(context, params, query),
})

export const putThreadRead = endpoint({
  method: 'PUT',
  path: '/rooms/{roomId}/messages/{messageId}/thread/read',
  needs: 'write',
  summary: 'Note how far you have read a thread you follow; also backwards, to mark as unread.',
  params: one,
  body: readMark,
  answer: schema.threadAttention,
  handle: (context, { params, body }) => markThreadRead(context, params, body),
})

const follows = (method: 'PUT' | 'DELETE', summary: string) =>
  endpoint({
    method,
    path: '/rooms/{roomId}/messages/{messageId}/thread/follow',
    needs: 'write',
    summary,
    params: one,
    answer: schema.threadAttention,
    handle: (context, { params }) => setFollowing(context, params, method === 'PUT'),
  })
export const putFollow = follows('PUT', 'Follow a thread, from its end on.')
export const deleteFollow = follows('DELETE', 'Follow a thread no longer.')

export const getMyThreads = endpoint({
  method: 'GET',
  path: '/me/threads',
  needs: 'read',
  summary: 'The threads you follow in rooms you may still read, the one that was answered last first.',
  query: paging,
  answer: page(schema.followedThread),
  handle: (context, { query }) => myThreads(context, query),
})

export const getUnreadThreads = endpoint({
  method: 'GET',
  path: '/me/threads/unread',
  needs: 'read',
  summary: 'In which of the threads you follow something is unread, and how much.',
  answer: schema.unreadThreads,
  handle: (context) => unreadThreads(context),
})

export const getActivity = endpoint({
  method: 'GET',
  path: '/me/activity',
  needs: 'read',
  summary: 'Who mentioned you or everybody, and what others reacted to of your words, the newest first.',
  query: paging,
  answer: page(schema.activity),
  handle: (context, { query }) => myActivity(context, query),
})
