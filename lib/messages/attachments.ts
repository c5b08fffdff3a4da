import type { Viewer } from '#lib/accounts/schema.ts'
import type { Queries } from '#lib/db/open.ts'
import { attachFiles, unsentFiles } from '#lib/files/attach.ts'
import { takePreviews } from '#lib/previews/take.ts'
import type { Message, NewMessage } from './schema.ts'

type Enclosed = Pick<Message, 'attachments' | 'previews'>

/** The files and link cards that go with a new message, each the author's own. A message without any costs no statement. */
export async function enclosedIn(
  tx: Queries,
  viewer: Viewer,
  { attachmentIds = [], previewIds = [] }: NewMessage,
  now: number,
): Promise<Enclosed> {
  return {
    attachments: attachmentIds.length > 0 ? await unsentFiles(tx, viewer, attachmentIds, now) : [],
    previews: previewIds.length > 0 ? await takePreviews(tx, viewer, previewIds, now) : [],
  }
}

/** Makes them the stored message's: from now on who may read it may read them. */
export async function enclose(
  tx: Queries,
  { id, attachments, previews }: Enclosed & { id: string },
): Promise<void> {
  const pictured = previews.filter(({ image }) => image !== null)
  const ids = [...attachments, ...pictured].map((one) => one.id)
  if (ids.length > 0) await attachFiles(tx, id, ids)
}
