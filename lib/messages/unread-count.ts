import { type Column, type Placeholder, sql } from 'drizzle-orm'
import { mentions, messages } from '#lib/db/tables/messages.ts'

/*
 * What the list of rooms asks of their messages, as parts of its one statement. Unread is
 * derived, never counted up and down: of the numbers after the last one read, those of
 * the reader's own messages and of deleted ones are none of it.
 */

type Read = { roomId: Column; lastReadSeq: Column; userId: string | Placeholder }

/** How many messages after the last one read are no news to a reader: their own, and deleted ones. */
export const noNews = ({ roomId, lastReadSeq, userId }: Read) =>
  sql`(select count(*) from ${messages} where ${messages.roomId} = ${roomId}
    and ${messages.authorId} = ${userId} and ${messages.seq} > ${lastReadSeq})
    + (select count(*) from ${messages} where ${messages.roomId} = ${roomId} and ${messages.seq} > ${lastReadSeq}
    and ${messages.deletedAt} is not null and ${messages.authorId} <> ${userId})`

/** How often others have mentioned the reader, or everybody, after the last message read. */
export const unreadMentions = ({ roomId, lastReadSeq, userId }: Read) =>
  sql`(select count(*) from ${mentions} where ${mentions.roomId} = ${roomId}
    and ${mentions.userId} in (${userId}, 'room') and ${mentions.seq} > ${lastReadSeq}
    and ${mentions.authorId} <> ${userId})`
