import type { Viewer } from '#lib/accounts/schema.ts'
import { mayBrowse, mayDeleteJoinedRooms, mayInvite } from '#lib/instance/policy.ts'
import type { RoomRole, Visibility } from './schema.ts'

type Standing = { role: RoomRole | null }
type Place = { visibility: Visibility; isActive: boolean }

const rank = { member: 1, moderator: 2, owner: 3 } as const
const atLeast = (role: RoomRole, { role: own }: Standing) => own !== null && rank[own] >= rank[role]

/** Whether the room may be known at all: its name, its people, its history. */
export const canSee = (viewer: Viewer, room: Place, standing: Standing) =>
  standing.role !== null || canJoin(viewer, room)

export const canJoin = (viewer: Viewer, room: Place) => room.visibility === 'public' && mayBrowse(viewer)
export const canWrite = (room: Place, standing: Standing) => standing.role !== null && room.isActive
export const canModerate = (standing: Standing) => atLeast('moderator', standing)

/** Name, description, archive and the like. A direct room belongs to all its people and stays as it is. */
export const canChange = (room: Place, standing: Standing) =>
  room.visibility !== 'direct' && atLeast('owner', standing)

export const canDelete = (viewer: Viewer, room: Place, standing: Standing) =>
  canChange(room, standing) ||
  (mayDeleteJoinedRooms(viewer) && standing.role !== null && room.visibility !== 'direct')

/** By a link or by adding them. */
export const canInvite = (viewer: Pick<Viewer, 'role'>, room: Place, standing: Standing) =>
  mayInvite(viewer) && room.isActive && hasRankToInvite(room, standing)

/** What a member must be for that; links do not outlive it. */
export const hasRankToInvite = (room: Pick<Place, 'visibility'>, standing: Standing) =>
  room.visibility !== 'direct' && atLeast(room.visibility === 'public' ? 'member' : 'moderator', standing)

export const canSetRole = (room: Place, standing: Standing) =>
  room.visibility !== 'direct' && atLeast('owner', standing)

/** Moderators remove members; only an owner removes a moderator or another owner. */
export const canRemove = (room: Place, standing: Standing, other: RoomRole) =>
  room.visibility !== 'direct' && atLeast(other === 'member' ? 'moderator' : 'owner', standing)
