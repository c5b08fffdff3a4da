import { and, isNotNull, isNull } from 'drizzle-orm'
import type { Db } from '#lib/db/open.ts'
import { files } from '#lib/db/schema.ts'
import { oncePerVersion } from '#lib/instance/once-per-version.ts'
import { roomOfAttachment } from '#lib/messages/room-of-attachment.ts'

/** Files that were sent before this was noted learn which room they are in. */
export const fillRoomsOfFiles = (db: Db): Promise<void> =>
  oncePerVersion(db, 'filesKnowRooms', 1, async () => {
    await db.write((tx) =>
      tx
        .update(files)
        .set({ roomId: roomOfAttachment(files.messageId) })
        .where(and(isNotNull(files.messageId), isNull(files.roomId))),
    )
  })
