import type { Viewer } from '#lib/accounts/schema.ts'
import type { Queries } from '#lib/db/open.ts'
import { attachFiles, holdFiles, unsentFiles } from '#lib/files/attach.ts'
import { holdPreviews, takePreviews } from '#lib/previews/attach.ts'
import type { Message, NewMessage } from './schema.ts'

type Attached = Pick<Message, 'attachments' | 'previews'>

/**
 * The files and link cards that go with a new message, each the author's own.
 * A message without any costs no statement.
 */
export async function findAttached(
  tx: Queries,
  viewer: Viewer,
  { attachmentIds = [], previewIds = [] }: NewMessage,
  now: number,
): Promise<Attached> {
  return {
    attachments: attachmentIds.length > 0 ? await unsentFiles(tx, viewer, attachmentIds, now) : [],
    previews: previewIds.length > 0 ? await takePreviews(tx, viewer, previewIds, now) : [],
  }
}

/** Makes them the stored message's: from now on who may read it may read them. */
export async function attach(
  tx: Queries,
  { attachments, previews, ...message }: Attached & { id: string; roomId: string },
): Promise<void> {
  const pictured = previews.filter(({ image }) => image !== null)
  const ids = [...attachments, ...pictured].map((one) => one.id)
  if (ids.length > 0) await attachFiles(tx, message, ids)
}

type Named = Pick<NewMessage, 'attachmentIds' | 'previewIds'>

/** Lets what goes with a message that is sent later wait until then; `at` 0 says that it will not be. */
export async function holdAttached(
  tx: Queries,
  userId: string,
  { attachmentIds = [], previewIds = [] }: Named,
  at: number,
): Promise<void> {
  if (previewIds.length > 0) await holdPreviews(tx, userId, previewIds, at)
  // The picture of a card is a file of the same id.
  const ids = [...attachmentIds, ...previewIds]
  if (ids.length > 0) await holdFiles(tx, userId, ids, at)
}

/**
 * The files that are to go with a message that is sent later; refuses when one of them is not there to be
 * sent. Its cards, which no message is held up by, are left as they are.
 */
export const findHeld = async (
  tx: Queries,
  viewer: Viewer,
  { attachmentIds = [] }: Named,
  now: number,
): Promise<Message['attachments']> =>
  attachmentIds.length > 0 ? unsentFiles(tx, viewer, attachmentIds, now) : []
