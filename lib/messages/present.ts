import { isoTime } from '#lib/iso-time.ts'
import { contentOf } from './event-content.ts'
import { excerptOf } from './excerpt.ts'
import type { MessageRow } from './rows.ts'
import type { Message, ThreadSummary } from './schema.ts'
import type { ThreadRow } from './thread-rows.ts'

const isoTimeOrNull = (ms: number | null) => (ms === null ? null : isoTime(ms))

export const presentMessage = ({
  message,
  author,
  named,
  original,
  originalAuthorName,
  forwardedAuthor,
}: MessageRow): Message => ({
  id: message.id,
  roomId: message.roomId,
  seq: message.seq,
  revision: message.revision,
  author,
  kind: message.kind,
  content: contentOf(message),
  ...(message.event && { event: message.event }),
  ...(message.poll && { poll: message.poll }),
  ...(named && { people: named }),
  replyTo: original && {
    id: original.id,
    seq: original.seq,
    authorName: originalAuthorName ?? '',
    excerpt: excerptOf({ ...original, content: contentOf(original) }),
  },
  threadId: message.threadId,
  inRoom: message.inRoom,
  ...(forwardedAuthor && message.deletedAt === null && { forwarded: { author: forwardedAuthor } }),
  attachments: message.attachments,
  previews: message.previews,
  reactions: message.reactions,
  mentions: message.mentions,
  clientId: message.clientId,
  createdAt: isoTime(message.createdAt),
  editedAt: isoTimeOrNull(message.editedAt),
  deletedAt: isoTimeOrNull(message.deletedAt),
  ...(message.removedFor !== null && { removed: { reason: message.removedFor } }),
  pinnedAt: isoTimeOrNull(message.pinnedAt),
})

export const presentThread = ({
  messageId,
  replyCount,
  lastReplySeq,
  lastReplyAt,
}: ThreadRow): ThreadSummary => ({
  messageId: messageId ?? '',
  replyCount,
  lastReplySeq: lastReplySeq ?? 0,
  lastReplyAt: isoTime(lastReplyAt ?? 0),
})
