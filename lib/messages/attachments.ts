import type { Viewer } from '#lib/accounts/schema.ts'
import type { Queries } from '#lib/db/open.ts'
import { attachFiles, unsentFiles } from '#lib/files/attach.ts'
import { takePreviews } from '#lib/previews/attach.ts'
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
  { id, attachments, previews }: Attached & { id: string },
): Promise<void> {
  const pictured = previews.filter(({ image }) => image !== null)
  const ids = [...attachments, ...pictured].map((one) => one.id)
  if (ids.length > 0) await attachFiles(tx, id, ids)
}
