'use server'

import { cookies } from 'next/headers'
import { z } from 'zod'
import { action, openAction } from '#lib/http/action.ts'
import { id } from '#lib/http/schema.ts'
import * as attention from './attention.ts'
import { orderCookie, orders } from './browser/order.ts'
import { foldedCookie } from './browser/sidebar.ts'
import * as invites from './invites.ts'
import * as liveInvites from './live-invites.ts'
import * as members from './members.ts'
import * as rooms from './operations.ts'
import { attentionChange, newInvite, newMember, newRoom, roleChange, roomChange } from './schema.ts'

const yearSeconds = 365 * 86_400
const inRoom = z.object({ roomId: id })

export const createRoom = action('rooms', newRoom, rooms.createRoom)
export const changeRoom = action(
  'rooms',
  inRoom.extend({ change: roomChange }),
  (context, { roomId, change }, { address }) => rooms.changeRoom(context, roomId, change, address),
)
export const deleteRoom = action('rooms', inRoom, (context, { roomId }) => rooms.deleteRoom(context, roomId))
export const joinRoom = action('rooms', inRoom, (context, { roomId }) => members.joinRoom(context, roomId))
export const leaveRoom = action('rooms', inRoom, (context, { roomId }) => members.leaveRoom(context, roomId))
export const setAttention = action(
  'write',
  inRoom.extend(attentionChange.shape),
  (context, { roomId, ...change }) => attention.setAttention(context, roomId, change),
)

export const addMember = action('rooms', inRoom.extend(newMember.shape), (context, { roomId, ...member }) =>
  members.addMember(context, roomId, member),
)
export const setRole = action(
  'rooms',
  inRoom.extend({ userId: id, ...roleChange.shape }),
  (context, { roomId, userId, role }) => members.setRole(context, roomId, userId, role),
)
export const removeMember = action('rooms', inRoom.extend({ userId: id }), (context, { roomId, userId }) =>
  members.removeMember(context, roomId, userId),
)

export const createInvite = action(
  'rooms',
  inRoom.extend(newInvite.shape),
  (context, { roomId, ...invite }) => invites.createInvite(context, roomId, invite),
)
export const endInvite = action('rooms', inRoom.extend({ inviteId: id }), (context, { roomId, inviteId }) =>
  liveInvites.endInvite(context, roomId, inviteId),
)
export const acceptInvite = action('rooms', z.object({ token: z.string().max(200) }), (context, { token }) =>
  invites.acceptInvite(context, token),
)

/** How this browser's sidebar is sorted. */
export const chooseOrder = openAction(z.object({ order: z.enum(orders) }), async (_, { order }) => {
  const jar = await cookies()
  jar.set(orderCookie, order, { path: '/', maxAge: yearSeconds, sameSite: 'lax', httpOnly: true })
})

/** Whether this browser's sidebar is folded away. */
export const foldSidebar = openAction(z.object({ folded: z.boolean() }), async (_, { folded }) => {
  const jar = await cookies()
  jar.set(foldedCookie, folded ? 'yes' : 'no', {
    path: '/',
    maxAge: yearSeconds,
    sameSite: 'lax',
    httpOnly: true,
  })
})
