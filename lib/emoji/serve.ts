import type { Context } from '#lib/context.ts'
import { holding } from '#lib/fair-queue.ts'
import { guarded } from '#lib/files/serve.ts'
import type { Bytes } from '#lib/http/endpoint.ts'
import { hasVersion } from '#lib/http/etag.ts'
import { requireEmoji } from './queries.ts'

/** The picture of an emoji. It never changes, and the list says which there are: so browsers may keep it. */
export async function serveEmoji(
  context: Context,
  id: string,
  asked: (name: string) => string | undefined,
): Promise<Bytes> {
  const stillMay = () => requireEmoji(context, id)
  await stillMay()
  const headers = {
    ...guarded,
    'cache-control': 'private, max-age=31536000, immutable',
    etag: `"${id}"`,
    'content-type': 'image/webp',
  }
  if (hasVersion(asked('if-none-match'), headers.etag)) return { status: 304, headers, stream: null }
  const { files, turns, viewer } = context
  const stream = await holding(turns.downloads, viewer.userId, () => files.store.read(id))
  return { status: 200, headers, stream, stillMay }
}
