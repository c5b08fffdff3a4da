import type { Context } from '#lib/context.ts'
import { notFound } from '#lib/errors.ts'
import { holding } from '#lib/fair-queue.ts'
import type { Bytes } from '#lib/http/endpoint.ts'
import { hasVersion } from '#lib/http/etag.ts'
import { disposition } from './name.ts'
import { shownAs } from './policy.ts'
import { presentFile } from './present.ts'
import { requireFile } from './queries.ts'
import { rangeOf } from './range.ts'
import { type Range, thumbnailKey } from './store.ts'

type Asked = (name: string) => string | undefined

/**
 * What holds for every file: private, asked for again each time because a
 * right may end, and nothing in it may run.
 */
export const guarded = {
  'cache-control': 'private, no-cache',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy':
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox",
}

/**
 * A file's bytes, or the part of them a player asks for. Only what cannot run
 * is shown in place; all else is a download.
 */
export async function serveFile(context: Context, id: string, asked: Asked): Promise<Bytes> {
  const file = await requireFile(context, id)
  const { name, mimeType, sizeBytes } = file
  const shown = shownAs(presentFile(file)) !== 'download'
  const headers = {
    ...guarded,
    etag: `"${id}"`,
    'accept-ranges': 'bytes',
    'content-type': mimeType === 'text/plain' ? 'text/plain; charset=utf-8' : mimeType,
    'content-disposition': disposition(shown ? 'inline' : 'attachment', name),
  }
  if (hasVersion(asked('if-none-match'), headers.etag)) return { status: 304, headers, stream: null }
  const range = rangeOf(asked('range'), sizeBytes)
  if (range === 'none')
    return { status: 416, headers: { ...guarded, 'content-range': `bytes */${sizeBytes}` }, stream: null }
  // A part of what the caller has the rest of, unless that was another file.
  const fits = [undefined, headers.etag].includes(asked('if-range'))
  const { files, turns, viewer } = context
  const read = (part?: Range) => holding(turns.downloads, viewer.userId, () => files.store.read(id, part))
  const stillMay = () => requireFile(context, id)
  if (!range || !fits)
    return {
      status: 200,
      headers: { ...headers, 'content-length': String(sizeBytes) },
      stream: await read(),
      stillMay,
    }
  const { start, end } = range
  return {
    status: 206,
    headers: {
      ...headers,
      'content-length': String(end - start + 1),
      'content-range': `bytes ${start}-${end}/${sizeBytes}`,
    },
    stream: await read(range),
    stillMay,
  }
}

/** The smaller picture of a file. */
export async function serveThumbnail(context: Context, id: string, asked: Asked): Promise<Bytes> {
  const file = await requireFile(context, id)
  if (file.thumbWidth === null) throw notFound('thumbnail')
  const headers = { ...guarded, etag: `"${id}.thumbnail"`, 'content-type': 'image/webp' }
  if (hasVersion(asked('if-none-match'), headers.etag)) return { status: 304, headers, stream: null }
  const { files, turns, viewer } = context
  const stream = await holding(turns.downloads, viewer.userId, () => files.store.read(thumbnailKey(id)))
  return { status: 200, headers, stream, stillMay: () => requireFile(context, id) }
}
