import { mkdir, open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { requireStillGood } from '#lib/accounts/sessions.ts'
import type { Context } from '#lib/context.ts'
import { files } from '#lib/db/schema.ts'
import { isRefusal } from '#lib/errors.ts'
import { drain } from '#lib/http/body.ts'
import { newId } from '#lib/ids.ts'
import { allowed } from '#lib/limits.ts'
import { isLookedInto, unknown } from './clean.ts'
import type { Incoming } from './incoming.ts'
import { fileName } from './name.ts'
import type { Files } from './open.ts'
import { presentFile } from './present.ts'
import { receive, tooLarge } from './receive.ts'
import { recognise } from './recognise.ts'
import type { Attachment } from './schema.ts'
import { type Grow, requireSpace } from './space.ts'
import { thumbnailKey } from './store.ts'

/** What a multipart body has around its file, at most. */
export const framingBytes = 65_536
/** Twice what a conversation shows, for screens with fine pixels. */
const box = { width: 720, height: 720 }

/**
 * Takes a file in. It is the viewer's alone until a message of theirs takes it. Whatever fails
 * or ends on the way leaves nothing behind.
 */
export async function upload(context: Context, incoming: Incoming): Promise<Attachment> {
  const { db, files: place, limits, viewer } = context
  const { uploadBytes } = allowed()
  const id = newId()
  const folder = join(place.unfinished, id)
  try {
    await limits.upload(viewer.userId)
    const leastBytes = (incoming.contentLength ?? 0) - framingBytes
    if (leastBytes > uploadBytes) throw tooLarge(uploadBytes)
    await mkdir(folder)
    return await place.space(context, leastBytes, (grow) => take(context, incoming, { id, folder, grow }))
  } catch (error) {
    drain(incoming.body)
    await discard(place, id)
    await db.write((tx) => tx.delete(files).where(eq(files.id, id)))
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function take(
  context: Context,
  { body, contentType, signal }: Incoming,
  { id, folder, grow }: { id: string; folder: string; grow: Grow },
): Promise<Attachment> {
  const { db, files: place, now, viewer } = context
  const { uploadBytes } = allowed()
  const path = join(folder, 'file')
  const to = await open(path, 'wx')
  const growing: Grow = (bytes) => {
    if (bytes > uploadBytes) throw tooLarge(uploadBytes)
    grow(bytes)
  }
  const { name } = await receive(body, contentType, { to, grow: growing, signal }).finally(() => to.close())
  const seen = await examine(context, folder, path)
  const { size: sizeBytes } = await stat(path)
  const row = { id, uploaderId: viewer.userId, messageId: null, name: fileName(name), sizeBytes, ...seen }
  const file = { ...row, roomId: null, createdAt: now() }
  signal.throwIfAborted()
  // The row first: should this end in between, it says what is to be cleaned.
  await db.write(async (tx) => {
    await requireStillGood(tx, viewer, now())
    await requireSpace(tx, context, sizeBytes)
    await tx.insert(files).values(file)
  })
  await keep(place, id, folder, seen.thumbWidth !== null)
  // A bucket far away takes its time too.
  signal.throwIfAborted()
  return presentFile(file)
}

/** What the file is; what may tell too much is cleaned, pictures and papers get a thumbnail on the way. */
async function examine({ viewer, sandbox }: Context, folder: string, path: string) {
  const mimeType = await recognise(path)
  const file = {
    mimeType,
    moves: false,
    keepsMetadata: false,
    width: null,
    height: null,
    ...withoutThumbnail,
  }
  if (!isLookedInto(mimeType)) return file
  const { size, ...cleaned } = await sandbox
    .clean(viewer.userId, { path, mimeType })
    .catch(orElse(unknown(mimeType)))
  const isPaper = cleaned.mimeType === 'application/pdf'
  if (!size && !isPaper) return { ...file, ...cleaned }
  const drawn = { from: path, to: join(folder, 'thumbnail'), box }
  const make = isPaper ? sandbox.drawPage : sandbox.shrink
  const made = await make(viewer.userId, drawn).catch(orElse(null))
  const thumbnail = made ? { thumbWidth: made.width, thumbHeight: made.height } : withoutThumbnail
  return { ...file, ...cleaned, ...size, ...thumbnail }
}

const withoutThumbnail = { thumbWidth: null, thumbHeight: null }

/** What took too much to open is a file all the same. */
const orElse =
  <T>(otherwise: T) =>
  (error: unknown): T => {
    if (isRefusal(error) && error.code === 'invalid_input') return otherwise
    throw error
  }

/** Puts a finished file, and its thumbnail, into the store. */
export async function keep({ store }: Files, id: string, folder: string, hasThumbnail: boolean) {
  await store.put(id, join(folder, 'file'))
  if (hasThumbnail) await store.put(thumbnailKey(id), join(folder, 'thumbnail'))
}

/** Takes the bytes of a file out of the store. */
export async function discard({ store }: Files, id: string): Promise<void> {
  await store.remove(id)
  await store.remove(thumbnailKey(id))
}
