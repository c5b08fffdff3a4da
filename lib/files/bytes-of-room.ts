import { type Column, sql } from 'drizzle-orm'
import { files } from '#lib/db/schema.ts'

/** What the files of a room's messages take, as a part of a statement: read from its index alone. */
export const bytesOfRoom = (roomId: Column) =>
  sql`(select coalesce(sum(${files.sizeBytes}), 0) from ${files}
    where ${files.roomId} = ${roomId} and message_id is not null)`
