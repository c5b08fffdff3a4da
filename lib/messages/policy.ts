import type { Viewer } from '#lib/accounts/schema.ts'
import { canModerate } from '#lib/rooms/policy.ts'
import type { RoomRole } from '#lib/rooms/schema.ts'
import type { MessageKind } from './schema.ts'

/** Only texts are their author's: what the room says of its calls stays as it is. */
type Authored = { authorId: string; kind: MessageKind }

export const canEdit = (viewer: Viewer, { authorId, kind }: Authored) =>
  kind === 'text' && authorId === viewer.userId

export const canDelete = (
  viewer: Viewer,
  { authorId, kind }: Authored,
  standing: { role: RoomRole | null },
) => kind === 'text' && (authorId === viewer.userId || canModerate(standing))
