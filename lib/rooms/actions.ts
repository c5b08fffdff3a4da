'use server'

import { z } from 'zod'
import { action } from '#lib/http/action.ts'
import { id } from '#lib/http/schema.ts'
import * as invites from './invites.ts'
import * as members from './members.ts'
import * as rooms from './operations.ts'
import { newInvite, newRoom, roomChange } from './schema.ts'

const inRoom = z.object({ roomId: id })

export const createRoom = action(newRoom, rooms.createRoom)
export const changeRoom = action(inRoom.extend({ change: roomChange }), (context, { roomId, change }) =>
  rooms.changeRoom(context, roomId, change),
)
export const deleteRoom = action(inRoom, (context, { roomId }) => rooms.deleteRoom(context, roomId))
export const joinRoom = action(inRoom, (context, { roomId }) => members.joinRoom(context, roomId))
export const leaveRoom = action(inRoom, (context, { roomId }) => members.leaveRoom(context, roomId))

export const createInvite = action(inRoom.extend(newInvite.shape), (context, { roomId, ...invite }) =>
  invites.createInvite(context, roomId, invite),
)
export const acceptInvite = action(z.object({ token: z.string().max(200) }), (context, { token }) =>
  invites.acceptInvite(context, token),
)
