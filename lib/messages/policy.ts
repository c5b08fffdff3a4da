import type { Viewer } from '#lib/accounts/schema.ts'
import { canModerate } from '#lib/rooms/policy.ts'
import type { RoomRole } from '#lib/rooms/schema.ts'

type Authored = { authorId: string }

export const canEdit = (viewer: Viewer, message: Authored) => message.authorId === viewer.userId

export const canDelete = (viewer: Viewer, message: Authored, standing: { role: RoomRole | null }) =>
  message.authorId === viewer.userId || canModerate(standing)
