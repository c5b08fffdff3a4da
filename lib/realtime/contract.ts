import { z } from 'zod'
import { type Need, person, status } from '#lib/accounts/schema.ts'
import * as call from '#lib/calls/schema.ts'
import type { Reply } from '#lib/errors.ts'
import { id } from '#lib/http/schema.ts'
import { mostParticipants } from '#lib/limits.ts'
import * as msg from '#lib/messages/schema.ts'
import { reminderChange } from '#lib/reminders/schema.ts'
import { attention, mute, readMark, readPlace, roomRole, roomSummary } from '#lib/rooms/schema.ts'
import { savedChange } from '#lib/saved/schema.ts'
import { scheduledChange } from '#lib/scheduled/schema.ts'

/*
 * The socket contract: every command and every event, once. Both sides
 * compile against it; the server validates by it.
 */
/**
 * `auth` of the handshake, beside a program's `token`. Whoever says nothing speaks protocol 1 (protocol.ts).
 */
export const handshake = z.object({
  protocol: z.int().default(1),
  /** The build a page is of. */
  build: z.string().max(64).optional(),
})

const command = <I extends z.ZodType, D extends z.ZodType>(needs: Need, input: I, data: D) => ({
  needs,
  input,
  data,
})
const inRoom = z.object({ roomId: id })
const stored = z.object({ message: msg.message })
const nothing = z.object({})

/**
 * Client → server: what each needs, takes and gives. It takes one object
 * and an acknowledgement that gets a Reply.
 */
export const commands = {
  /** Open a room: join its live stream, then get what changed since a revision. */
  'room:watch': command(
    'read',
    inRoom.extend({ since: z.number().int().min(0).optional() }),
    z.object({
      revision: z.number().int(),
      lastSeq: z.number().int(),
      changes: z.array(msg.message),
      reset: z.boolean(),
      /** Where the history begins: whoever holds anything with a lower seq drops it. */
      firstSeq: z.number().int(),
      online: z.array(id),
      typing: z.array(id),
      call: call.callState.nullable(),
    }),
  ),
  'room:unwatch': command('read', inRoom, nothing),
  'message:post': command('write', msg.newMessage.safeExtend(inRoom.shape), stored),
  'message:edit': command('write', msg.messageEdit.extend({ messageId: id }), stored),
  'message:delete': command('write', msg.removal.extend({ messageId: id }), stored),
  'reaction:set': command(
    'write',
    z.object({ messageId: id, emoji: msg.reactionEmoji, on: z.boolean() }),
    stored,
  ),
  'read:mark': command('write', inRoom.extend(readMark.shape), readPlace),
  'typing:set': command('write', inRoom.extend({ typing: z.boolean() }), nothing),
  'call:join': command(
    'call',
    inRoom.extend({ media: call.media, replace: z.boolean().optional() }),
    call.seat,
  ),
  'call:resume': command(
    'call',
    z.object({ resumeToken: call.resumeToken, media: call.media, recording: z.boolean().optional() }),
    call.seat,
  ),
  'call:leave': command('call', inRoom, nothing),
  'call:signal': command('call', inRoom.extend({ to: id }).extend(call.signal.shape), nothing),
  'call:update': command(
    'call',
    inRoom.extend({
      media: call.media.optional(),
      hand: z.boolean().optional(),
      recording: z.boolean().optional(),
      links: z
        .array(call.linkState)
        .max(mostParticipants - 1)
        .optional(),
    }),
    nothing,
  ),
  'call:moderate': command(
    'call',
    inRoom.extend({ participantId: id, action: z.enum(['mute', 'remove']) }),
    nothing,
  ),
  'call:lock': command('call', inRoom.extend({ locked: z.boolean() }), nothing),
  /** Ask to be let into a locked call, or stop asking. */
  'call:knock': command('call', inRoom.extend({ knock: z.boolean() }), nothing),
  'call:admit': command('call', inRoom.extend({ userId: id, admit: z.boolean() }), nothing),
  /** Call the people of a direct room who are not in its call. */
  'call:ring': command('call', inRoom, nothing),
  'call:decline': command('call', inRoom, nothing),
  'call:react': command('call', inRoom.extend({ emoji: msg.emoji }), nothing),
} as const

/** Server → client. */
const events = {
  /** On every connection: what it is connected to. */
  'server:hello': z.object({ version: z.string(), build: z.string() }),
  'message:posted': msg.message,
  'message:changed': msg.message,
  'room:activity': z.object({
    roomId: id,
    lastSeq: z.number().int(),
    revision: z.number().int(),
    mentioned: z.boolean(),
    /**
     * Where one of several mentions the hearer: the first of them, by seq. Whoever knows it may have counted
     * that.
     */
    from: z.number().int().optional(),
    /** Which of the new messages the hearer wrote, by seq: those are not unread. */
    own: z.array(z.number().int()).optional(),
    /**
     * Which of them are unread for nobody in the room, by seq: they stand in threads alone, or only tell who
     * came and went.
     */
    quiet: z.array(z.number().int()).optional(),
  }),
  /** To whoever follows a thread: somebody else answered in it. */
  'thread:activity': z.object({
    roomId: id,
    threadId: id,
    seq: z.number().int(),
    /** It stands in the room too, and is unread there. */
    inRoom: z.boolean(),
    mentioned: z.boolean(),
  }),
  /** To the tabs of whoever follows it, does not any more, or has read it. */
  'thread:changed': msg.threadAttention,
  /** To all members: a message was deleted, so it is unread no more, and mentions nobody. */
  'message:gone': z.object({
    roomId: id,
    seq: z.number().int(),
    revision: z.number().int(),
    authorId: id,
    mentioned: z.array(z.string()),
    /** The thread it stood in, and whether the room showed it. */
    threadId: id.nullable(),
    inRoom: z.boolean(),
  }),
  /** To whoever wrote what a moderator or an administrator deleted. */
  'message:removed': z.object({ roomId: id, messageId: id, reason: z.string() }),
  /** To those a message mentions, and to who wrote it when it changed: something of their activity. */
  'activity:changed': z.object({ roomId: id, messageId: id }),
  'room:changed': roomSummary,
  /** To whoever somebody added. */
  'room:added': z.object({ roomId: id, by: person }),
  /** `because`: of a ban, what whoever banned them gave as the reason. */
  'room:removed': z.object({
    roomId: id,
    reason: z.enum(['deleted', 'removed', 'left', 'banned']),
    because: z.string().nullable().optional(),
  }),
  'member:changed': z.object({
    roomId: id,
    userId: id,
    change: z.enum(['joined', 'left', 'role']),
    role: roomRole.optional(),
  }),
  /** To whoever was muted in a room, or is not any more. */
  'room:muted': z.object({ roomId: id, mute: mute.nullable() }),
  /** To moderators: somebody was muted, or is not any more. They ask for the members again. */
  'member:muted': z.object({ roomId: id, userId: id }),
  /** To whoever may see them: a link into the room was made, used or ended. They ask again. */
  'invites:changed': z.object({ roomId: id }),
  /** To moderators: somebody was banned from the room, or may come back. They ask for the bans again. */
  'bans:changed': z.object({ roomId: id }),
  'read:changed': z.object({ roomId: id, lastReadSeq: z.number().int() }),
  /** To the tabs of whoever chose it. */
  'room:attention': inRoom.extend(attention.shape),
  /** To one's own tabs: a message is kept for later, or no longer. */
  'saved:changed': savedChange,
  /** To one's own tabs. What it reminds of is asked for, with the rights of that moment. */
  'reminder:changed': reminderChange,
  /** To one's own tabs: what is to be sent later was made, changed, sent, could not be sent, or was ended. */
  'scheduled:changed': scheduledChange,
  /** To everybody: one was added or removed. They are asked for, with the rights of that moment. */
  'emoji:changed': nothing,
  /** To administrators: a message was reported, or a report decided. They are asked for. */
  'reports:changed': nothing,
  /** To everybody: what `GET /instance` tells was changed. */
  'instance:changed': nothing,
  /** To whoever shares a room with them, and to their own tabs. */
  'profile:changed': person,
  /** The same, and theirs: what somebody is at. At its end it is over; of that nobody hears. */
  'status:changed': z.object({ userId: id, status: status.nullable() }),
  'typing:changed': z.object({ roomId: id, userIds: z.array(id) }),
  'presence:changed': z.object({ roomId: id, online: z.array(id), offline: z.array(id) }),
  'call:joined': call.participant.extend({ roomId: id }),
  'call:changed': call.participant.extend({ roomId: id }),
  'call:left': call.participant.extend({ roomId: id, reason: call.leaveReason }),
  'call:signaled': inRoom.extend({ from: id }).extend(call.signal.shape),
  /** `camera`: their picture is off, because the call needs its place for somebody who shows none. */
  'call:moderated': z.object({ roomId: id, action: z.enum(['mute', 'remove', 'camera']) }),
  'call:replaced': z.object({ roomId: id }),
  'call:locked': inRoom.extend({ locked: z.boolean() }),
  /** To those in the call who may let in. */
  'call:knocked': inRoom.extend({ person }),
  /** To the call, and to whoever knocked; also when they stopped, or need not any more. */
  'call:answered': inRoom.extend({ userId: id, admitted: z.boolean() }),
  'call:ringing': inRoom.extend({ from: person }),
  /** To the call, and to the other tabs of whoever will not come. */
  'call:declined': inRoom.extend({ person }),
  'call:reacted': inRoom.extend({ participantId: id, emoji: z.string() }),
  'session:ended': z.object({
    reason: z.enum(['signed_out', 'revoked', 'deactivated', 'guest_over', 'too_many_sockets']),
  }),
} as const

export type Handshake = z.input<typeof handshake>
export type CommandName = keyof typeof commands
export type CommandInput<C extends CommandName> = z.input<(typeof commands)[C]['input']>
export type CommandParsed<C extends CommandName> = z.output<(typeof commands)[C]['input']>
export type CommandData<C extends CommandName> = z.output<(typeof commands)[C]['data']>

export type EventName = keyof typeof events
export type EventPayload<E extends EventName> = z.output<(typeof events)[E]>

export type ClientToServer = {
  [C in CommandName]: (input: CommandInput<C>, reply: (reply: Reply<CommandData<C>>) => void) => void
}
export type ServerToClient = { [E in EventName]: (payload: EventPayload<E>) => void }
