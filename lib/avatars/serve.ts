import type { Context } from '#lib/context.ts'
import { notFound } from '#lib/errors.ts'
import { holding } from '#lib/fair-queue.ts'
import { guarded } from '#lib/files/serve.ts'
import type { Bytes } from '#lib/http/endpoint.ts'
import { hasVersion } from '#lib/http/etag.ts'
import { mayKnow } from '#lib/rooms/people.ts'
import { shownBy } from './shown.ts'

/**
 * The picture of somebody, for whoever may know them. Under the version it has now browsers may keep it;
 * asked for by another one, it is that of now, and asked for again each time.
 */
export async function serveAvatar(
  context: Context,
  { userId, v }: { userId: string; v: string | undefined },
  asked: (name: string) => string | undefined,
): Promise<Bytes> {
  const id = await requireShown(context, userId)
  const headers = {
    ...guarded,
    ...(v === id && { 'cache-control': 'private, max-age=31536000, immutable' }),
    etag: `"${id}"`,
    'content-type': 'image/webp',
  }
  if (hasVersion(asked('if-none-match'), headers.etag)) return { status: 304, headers, stream: null }
  const { files, turns, viewer } = context
  const stream = await holding(turns.downloads, viewer.userId, () => files.store.read(id))
  return { status: 200, headers, stream, stillMay: () => requireShown(context, userId) }
}

/** Refuses with the same words whoever does not exist, is nobody the viewer may know, or shows none. */
async function requireShown(context: Context, userId: string): Promise<string> {
  const id = await shownBy(context.db.read, userId)
  if (id === null || !(await mayKnow(context, userId))) throw notFound('picture')
  return id
}
