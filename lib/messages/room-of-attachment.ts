import { type Column, sql } from 'drizzle-orm'
import { messages } from '#lib/db/schema.ts'

/**
 * What a file asks of the message it belongs to, as a part of a statement: the room it
 * stands in; null when it has been deleted.
 */
export const roomOfAttachment = (messageId: Column) =>
  sql<string | null>`(select ${messages.roomId} from ${messages}
    where ${messages.id} = ${messageId} and ${messages.deletedAt} is null)`
