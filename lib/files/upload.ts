import { mkdir, open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { eq } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import { files } from '#lib/db/schema.ts'
import { isRefusal, Refusal } from '#lib/errors.ts'
import { drain } from '#lib/http/body.ts'
import { newId } from '#lib/ids.ts'
import { allowed } from '#lib/limits.ts'
import { fileName } from './name.ts'
import type { Files } from './open.ts'
import { shownAs } from './policy.ts'
import { presentFile } from './present.ts'
import { receive, tooLarge } from './receive.ts'
import { recognise } from './recognise.ts'
import type { Attachment } from './schema.ts'
import { thumbnailKey } from './store.ts'

type Incoming = { body: Readable; contentType: string; contentLength: number | null }

/** What a multipart body has around its file, at most. */
const framingBytes = 65_536
/** Twice what a conversation shows, for screens with fine pixels. */
const box = { width: 720, height: 720 }

/** Takes a file in. It is the viewer's alone until a message of theirs takes it. Whatever fails on the way leaves nothing behind. */
export async function upload(context: Context, incoming: Incoming): Promise<Attachment> {
  const { db, files: place, limits, now, viewer } = context
  const { body, contentType, contentLength } = incoming
  const { uploadBytes } = allowed()
  const id = newId()
  const folder = join(place.unfinished, id)
  const path = join(folder, 'file')
  try {
    await limits.upload(viewer.userId)
    if ((contentLength ?? 0) > uploadBytes + framingBytes) throw tooLarge(uploadBytes)
    await mkdir(folder)
    const handle = await open(path, 'wx')
    const { name } = await receive(body, contentType, handle, uploadBytes).finally(() => handle.close())
    const seen = await examine(place, folder, path).catch(unreadable)
    const { size: sizeBytes } = await stat(path)
    const row = { id, uploaderId: viewer.userId, messageId: null, name: fileName(name), sizeBytes, ...seen }
    const file = { ...row, createdAt: now() }
    // The row first: should this end in between, it says what is to be cleaned.
    await db.write((tx) => tx.insert(files).values(file))
    await keep(place, id, folder, seen.thumbWidth !== null)
    return presentFile(file)
  } catch (error) {
    drain(body)
    await discard(place, id)
    await db.write((tx) => tx.delete(files).where(eq(files.id, id)))
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What the file is; a picture is cleaned and gets a thumbnail on the way. */
async function examine({ pictures }: Files, folder: string, path: string) {
  const mimeType = await recognise(path)
  const nothing = {
    mimeType,
    keepsMetadata: false,
    width: null,
    height: null,
    thumbWidth: null,
    thumbHeight: null,
  }
  if (shownAs(mimeType) !== 'picture' || !pictures) return nothing
  const size = await pictures.clean(path)
  // What only begins like a picture is a file like any other.
  if (!size) return { ...nothing, mimeType: 'application/octet-stream' }
  const thumbnail = await pictures.shrink(path, join(folder, 'thumbnail'), box)
  return { ...nothing, ...size, thumbWidth: thumbnail.width, thumbHeight: thumbnail.height }
}

const unreadable = (error: unknown): never => {
  // A full disk is no fault of the picture: those errors have the system's code.
  if (isRefusal(error) || (error instanceof Error && 'code' in error)) throw error
  throw new Refusal(
    'invalid_input',
    'This picture cannot be read: its file is damaged. Open it and save it anew.',
  )
}

async function keep({ store }: Files, id: string, folder: string, hasThumbnail: boolean) {
  await store.put(id, join(folder, 'file'))
  if (hasThumbnail) await store.put(thumbnailKey(id), join(folder, 'thumbnail'))
}

/** Takes the bytes of a file out of the store. */
export async function discard({ store }: Files, id: string): Promise<void> {
  await store.remove(id)
  await store.remove(thumbnailKey(id))
}
