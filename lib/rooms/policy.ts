import type { Viewer } from '#lib/accounts/schema.ts'
import { mayBrowse, mayDeleteJoinedRooms, mayInvite } from '#lib/instance/policy.ts'
import type { Settings } from '#lib/instance/schema.ts'
import type { Mute, Posting, RoomRole, Visibility } from './schema.ts'

type Standing = { role: RoomRole | null }
/** A room as somebody stands in it: `role` is what they are there, null for who has not joined. */
type StoodIn = Standing & { visibility: Visibility; isActive: boolean }
type Spoken = Standing & { isActive: boolean; posting: Posting; repliesOpen: boolean }

const rank = { member: 1, moderator: 2, owner: 3 } as const
const atLeast = (role: RoomRole, { role: own }: Standing) => own !== null && rank[own] >= rank[role]
const isDirect = ({ visibility }: Pick<StoodIn, 'visibility'>) => visibility === 'direct'

/** Whether the room may be known at all: its name, its people, its history. */
export const canSee = (viewer: Viewer, room: StoodIn) => room.role !== null || canJoin(viewer, room)

export const canJoin = (viewer: Viewer, { visibility }: Pick<StoodIn, 'visibility'>) =>
  visibility === 'public' && mayBrowse(viewer)

const isOpenTo = ({ role, isActive }: Pick<StoodIn, 'role' | 'isActive'>) => role !== null && isActive
/** At a time in milliseconds since 1970. Whoever is muted reads, and says nothing in any way. */
export const canWrite = (
  { mutedUntil = 0, ...room }: Pick<StoodIn, 'role' | 'isActive'> & { mutedUntil?: number },
  now: number,
) => isOpenTo(room) && mutedUntil <= now
/** The same of somebody's own room, as a page has it. */
export const isMuted = ({ mute }: { mute?: Mute | undefined }, now: number) =>
  mute !== undefined && (mute.until === null || Date.parse(mute.until) > now)

/** Says something that the room shows, unless they are muted. */
export const canPost = (room: Spoken) => isOpenTo(room) && (room.posting === 'everyone' || canModerate(room))
/** Says something that stands in a thread alone: no poll, and nothing that is passed on. */
export const canReply = (room: Spoken) => canPost(room) || (isOpenTo(room) && room.repliesOpen)
/**
 * After how many days messages go from a room; null: never. `own` is what its owners chose. Where they may
 * choose a shorter time alone, a longer one that was chosen before is that of the installation.
 */
export const keptDays = (
  own: number | null,
  { retentionDays, roomRetention }: Pick<Settings, 'retentionDays' | 'roomRetention'>,
): number | null => {
  if (own === null || retentionDays === null) return own ?? retentionDays
  return roomRetention === 'any' ? own : Math.min(own, retentionDays)
}
/** In slow mode members wait between two messages; whoever looks after the room does not. */
export const mustWait = (room: Standing & { slowModeMs: number }) => room.slowModeMs > 0 && !canModerate(room)
export const canModerate = (standing: Standing) => atLeast('moderator', standing)

/** Name, description, archive and the like. A direct room belongs to all its people and stays as it is. */
export const canChange = (room: StoodIn) => !isDirect(room) && atLeast('owner', room)

export const canDelete = (viewer: Viewer, room: StoodIn) =>
  canChange(room) || (mayDeleteJoinedRooms(viewer) && room.role !== null && !isDirect(room))

/** By a link or by adding them. */
export const canInvite = (viewer: Pick<Viewer, 'role'>, room: StoodIn) =>
  mayInvite(viewer) && room.isActive && hasRankToInvite(room)

/** Lets strangers in as guests of this room alone, by a link that everybody may pass on. */
export const canOpenToGuests = (viewer: Pick<Viewer, 'role'>, room: StoodIn) =>
  canInvite(viewer, room) && canChange(room)

/** What a member must be for that; links do not outlive it. */
export const hasRankToInvite = (room: Pick<StoodIn, 'visibility' | 'role'>) =>
  !isDirect(room) && atLeast(room.visibility === 'public' ? 'member' : 'moderator', room)

/** Whoever may invite sees what links there are, and ends their own; moderators end those of others too. */
export const canEndInvite = (viewer: Pick<Viewer, 'userId' | 'role'>, room: StoodIn, makerId: string) =>
  canInvite(viewer, room) && (makerId === viewer.userId || canModerate(room))

export const canSetRole = (room: StoodIn) => !isDirect(room) && atLeast('owner', room)

/** Moderators remove members; only an owner removes a moderator or another owner. */
export const canRemove = (room: StoodIn, other: RoomRole) =>
  !isDirect(room) && atLeast(other === 'member' ? 'moderator' : 'owner', room)

/** Nobody bans, or lets back in, whom they could not remove. */
export const canBan = (room: StoodIn, other: RoomRole) => canRemove(room, other)
export const canSeeBans = (room: StoodIn) => canBan(room, 'member')

/** Whom one may remove one may mute; owners look after the room, and are not. */
export const canMute = (room: StoodIn, other: RoomRole) => other !== 'owner' && canRemove(room, other)
