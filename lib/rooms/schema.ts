import { z } from 'zod'
import { email, person } from '#lib/accounts/schema.ts'
import { flag, id, line, paging, paragraph, time } from '#lib/http/schema.ts'
import { retentionDays, settingsChange } from '#lib/instance/schema.ts'
import { allowed, directPeople } from '#lib/limits.ts'

const roomType = z.enum(['chat', 'video'])
const visibility = z.enum(['public', 'private', 'direct'])
export const roomRole = z.enum(['owner', 'moderator', 'member'])
/**
 * What of a room asks for a member's attention. It changes what is
 * shown of the counts, never what is counted.
 */
const level = z.enum(['everything', 'mentions', 'nothing'])

const posting = z.enum(['everyone', 'moderators'])
const slowModeMs = z
  .number()
  .int()
  .min(0)
  .max(6 * 3_600_000)

const name = z.lazy(() => line(allowed().roomNameChars))
const description = z.lazy(() => paragraph(allowed().descriptionChars))

/** That a member reads and does not write, until a time; null: until a moderator ends it. */
export const mute = z.object({ until: time.nullable(), reason: z.string() })

/** For how long, or until when; neither: until a moderator ends it. */
export const newMute = z
  .object({
    forMs: z
      .number()
      .int()
      .min(60_000)
      .max(365 * 86_400_000),
    until: time,
    reason: paragraph(300),
  })
  .partial()
  .refine(({ forMs, until }) => forMs === undefined || until === undefined, {
    path: ['until'],
    message: 'invalid.oneEnd',
  })

const named = z.object({
  name,
  description: description.default(''),
  type: roomType.default('chat'),
  visibility: z.enum(['public', 'private']).default('public'),
})
const direct = z.object({
  visibility: z.literal('direct'),
  type: roomType.default('video'),
  userIds: z.array(id).min(1, 'invalid.noPeople').max(directPeople, 'invalid.manyPeople'),
})
export const newRoom = z.discriminatedUnion('visibility', [direct, named], {
  error: ({ code }) => (code === 'invalid_union' ? 'invalid.visibility' : undefined),
})

export const roomChange = z
  .object({
    name,
    description,
    type: roomType,
    visibility: z.enum(['public', 'private']),
    isActive: z.boolean(),
    /** Whose words the room takes. */
    posting,
    /** With `posting: "moderators"`: whether others may reply in threads. */
    repliesOpen: z.boolean(),
    /** How long a member waits between two messages. */
    slowModeMs,
    /** How long messages are kept here; null: as long as the installation keeps them. */
    retentionDays: retentionDays.nullable(),
  })
  .partial()
/** What belongs to others' rules is changed with it. */
export const roomPatch = roomChange.extend({ guestLink: z.boolean().optional() })

export const roomQuery = paging.extend({
  query: paragraph(80).optional(),
  type: roomType.optional(),
  scope: z.enum(['joined', 'browse']).default('joined'),
  archived: flag.default(false),
})

export const room = z.object({
  id,
  type: roomType,
  visibility,
  name: z.string(),
  description: z.string(),
  creator: person,
  isActive: z.boolean(),
  posting,
  repliesOpen: z.boolean(),
  slowModeMs,
  createdAt: time,
  /** The caller's role here, null for somebody who has not joined. */
  role: roomRole.nullable(),
  /** Its own choice; null: as long as the installation keeps them (`GET /instance`). */
  retentionDays: retentionDays.nullable(),
  /** Where the history begins: what has a lower seq was taken because it was old. */
  firstSeq: z.number().int(),
  lastSeq: z.number().int(),
  revision: z.number().int(),
  lastReadSeq: z.number().int(),
  unreadCount: z.number().int(),
  mentionCount: z.number().int(),
  lastMessageAt: time.nullable(),
  memberCount: z.number().int(),
  callParticipantCount: z.number().int(),
  /** Who they are, each once, however many tabs they call from. */
  callPeople: z.array(person),
  level,
  favourite: z.boolean(),
  /** Of a room in which the caller is muted. */
  mute: mute.optional(),
  /** The other people of a direct room, which has no name of its own; of direct rooms only. */
  people: z.array(person).optional(),
  /** The link by which guests come in, or that there is none; for owners, of one room alone. */
  guestLink: z.object({ url: z.string() }).nullable().optional(),
})

/** Enough to say which room something is from. */
export const roomTitle = room.pick({ id: true, name: true, type: true, visibility: true, people: true })

/** What is the same for everybody who may see the room: sent to its members when it changes. */
export const roomSummary = room.omit({
  role: true,
  lastReadSeq: true,
  unreadCount: true,
  mentionCount: true,
  level: true,
  favourite: true,
  mute: true,
  people: true,
  guestLink: true,
})

export const attention = z.object({ level, favourite: z.boolean() })
export const attentionChange = attention.partial()

/** `onlyForward`: unless more has been read already, as another device may have told in the same moment. */
export const readMark = z.object({ seq: z.number().int().min(0), onlyForward: z.boolean().optional() })

export const readPlace = z.object({ lastReadSeq: z.number().int() })

export const member = person.extend({
  role: roomRole,
  joinedAt: time,
  /** To moderators: of whoever is muted. */
  mute: mute.optional(),
  /** Told of guests alone: whether they are that of this room, by its link, or of the installation. */
  guest: z.enum(['room', 'instance']).optional(),
})
export const memberQuery = paging.extend({ query: paragraph(80).optional(), role: roomRole.optional() })
export const newMember = z.object({ userId: id, role: z.enum(['moderator', 'member']).default('member') })
export const newMembers = z.object({ addresses: z.array(email).min(1).max(200) })
/** What became of an address. */
export const addition = z.object({
  address: z.string(),
  outcome: z.enum(['added', 'isHere', 'banned', 'unknown']),
  person: person.nullable(),
})
export const roleChange = z.object({ role: roomRole })

export const newBan = z.object({ userId: id, reason: paragraph(500).optional() })
/** `by`: null once that account is gone. */
export const ban = person.extend({ reason: z.string().nullable(), by: person.nullable(), bannedAt: time })

export const newInvite = z.object({
  expiresInMs: z
    .number()
    .int()
    .min(60_000)
    .max(30 * 86_400_000)
    .default(7 * 86_400_000),
  uses: z.number().int().min(1).max(1000).default(25),
})
export const invite = z.object({
  id,
  token: z.string(),
  url: z.string(),
  usesLeft: z.number().int(),
  expiresAt: time,
})

/** A link that still lets somebody in, as whoever may invite sees it: what it says, and never the link. */
export const liveInvite = invite
  .pick({ id: true, usesLeft: true, expiresAt: true })
  .extend({ creator: person, createdAt: time })

/** A room as administrators see it: what it takes and who looks after it, not what it says. */
export const anyRoom = room
  .pick({ id: true, type: true, visibility: true, isActive: true, createdAt: true })
  .extend({
    /** "" of a direct one: who talks with whom is theirs. */
    name: z.string(),
    memberCount: z.number().int(),
    /** Numbers given in it: with those that were deleted, and lines of who came and went. */
    messageCount: z.number().int(),
    /** Of files that its messages have. */
    storageBytes: z.number().int(),
    /** Who has owned it for the longest; null where nobody does, and of direct ones. */
    owner: person.nullable(),
    lastMessageAt: time.nullable(),
    /** Whether the caller is in it. */
    joined: z.boolean(),
  })

export const anyRoomQuery = paging.extend({
  query: paragraph(80).default(''),
  /** `named`: those that are not direct. */
  kind: z.enum(['named', 'public', 'private', 'direct', 'all']).default('all'),
  state: z.enum(['active', 'archived', 'all']).default('all'),
  sort: z.enum(['name', 'lastMessageAt', 'memberCount', 'messageCount', 'storageBytes']).default('name'),
  order: z.enum(['asc', 'desc']).default('asc'),
})

/** `ownerId`: a member, who owns it alone from then on; who did before moderates it. */
export const anyRoomChange = z.object({ isActive: z.boolean(), ownerId: id }).partial()

/** A link into a room that still lets somebody in, whoever made it. */
export const anyInvite = liveInvite.extend({ room: z.object({ id, name: z.string(), visibility }) })

/** `query`: a part of the name of the room, or of whoever made the link. */
export const anyInviteQuery = paging.extend({ query: paragraph(80).default('') })

export type AnyInvite = z.infer<typeof anyInvite>
export type AnyInviteQuery = z.infer<typeof anyInviteQuery>
export type AnyRoom = z.infer<typeof anyRoom>
export type AnyRoomQuery = z.infer<typeof anyRoomQuery>
export type AnyRoomChange = z.infer<typeof anyRoomChange>

/** What a new place is set up with: what the environment fixes is left out. */
export const newPlace = settingsChange
  .pick({ name: true, registration: true })
  .extend({ room: z.object({ name }) })

export type NewPlace = z.infer<typeof newPlace>
export type RoomType = z.infer<typeof roomType>
export type Visibility = z.infer<typeof visibility>
export type Posting = z.infer<typeof posting>
export type RoomRole = z.infer<typeof roomRole>
export type Mute = z.infer<typeof mute>
export type NewMute = z.infer<typeof newMute>
export type Level = z.infer<typeof level>
export type Attention = z.infer<typeof attention>
export type NewRoom = z.infer<typeof newRoom>
export type RoomChange = z.infer<typeof roomChange>
export type RoomQuery = z.infer<typeof roomQuery>
export type Room = z.infer<typeof room>
export type RoomTitle = z.infer<typeof roomTitle>
export type RoomSummary = z.infer<typeof roomSummary>
export type AttentionChange = z.infer<typeof attentionChange>
export type Member = z.infer<typeof member>
export type MemberQuery = z.infer<typeof memberQuery>
export type NewMember = z.infer<typeof newMember>
export type Addition = z.infer<typeof addition>
export type NewBan = z.infer<typeof newBan>
export type Ban = z.infer<typeof ban>
export type NewInvite = z.infer<typeof newInvite>
export type Invite = z.infer<typeof invite>
export type LiveInvite = z.infer<typeof liveInvite>
export type ReadMark = z.infer<typeof readMark>
