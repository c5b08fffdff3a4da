import { type Column, type Placeholder, sql } from 'drizzle-orm'
import { mentions, messages } from '#lib/db/tables/messages.ts'

/*
 * What the list of rooms asks of their messages, as parts of its one statement. Unread is
 * derived, never counted up and down: of the numbers after the last one read, those of the reader's own
 * messages, of deleted ones, of what stands in a thread alone, and of who came and went are none of it.
 */

/** As the index says it. */
const isQuiet = sql`(${messages.deletedAt} is not null or not ${messages.inRoom} or ${messages.kind} = 'system')`

type Read = { roomId: Column; lastReadSeq: Column; userId: string | Placeholder }

/**
 * How many messages after the last one read are no news to a reader: their own, deleted ones, those that the
 * room does not show, and lines of who came and went.
 */
export const noNews = ({ roomId, lastReadSeq, userId }: Read) =>
  sql`(select count(*) from ${messages} where ${messages.roomId} = ${roomId}
    and ${messages.authorId} = ${userId} and ${messages.seq} > ${lastReadSeq})
    + (select count(*) from ${messages} where ${messages.roomId} = ${roomId} and ${messages.seq} > ${lastReadSeq}
    and ${isQuiet} and ${messages.authorId} <> ${userId})`

/**
 * How often others have mentioned the reader, or everybody, in what the room shows after the last message
 * read.
 */
export const unreadMentions = ({ roomId, lastReadSeq, userId }: Read) =>
  sql`(select count(*) from ${mentions} where ${mentions.roomId} = ${roomId}
    and ${mentions.userId} in (${userId}, 'room') and ${mentions.seq} > ${lastReadSeq}
    and ${mentions.inRoom} and ${mentions.authorId} <> ${userId})`
