import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '#lib/context.ts'
import { Refusal } from '#lib/errors.ts'
import type { Incoming } from '#lib/files/incoming.ts'
import { isPicture } from '#lib/files/policy.ts'
import { receive, tooLarge } from '#lib/files/receive.ts'
import { recognise } from '#lib/files/recognise.ts'
import type { Grow } from '#lib/files/space.ts'

/** As large as it is ever shown, on screens with fine pixels. */
const box = { width: 128, height: 128 }
/** Of the file it is made from. */
const mostBytes = 1_048_576
/** Of the picture itself: a page of messages may show dozens. */
const mostKeptBytes = 524_288

/** Takes in a form with a name and a picture, and makes of it a small one (WebP) in the folder. */
export async function receivePicture(
  { sandbox, viewer }: Context,
  { body, contentType, signal }: Incoming,
  { folder, grow }: { folder: string; grow: Grow },
) {
  const [given, made] = [join(folder, 'given'), join(folder, 'made')]
  const to = await open(given, 'wx')
  const growing: Grow = (bytes) => {
    if (bytes > mostBytes) throw tooLarge(mostBytes)
    grow(bytes)
  }
  const { name } = await receive(body, contentType, { to, grow: growing, signal }).finally(() => to.close())
  if (!isPicture(await recognise(given))) throw new Refusal('invalid_input', 'emoji.picture')
  const size = await sandbox.shrink(viewer.userId, { from: given, to: made, box, moving: true }, signal)
  if (!size) throw new Refusal('invalid_input', 'emoji.picture')
  const { size: sizeBytes } = await stat(made)
  if (sizeBytes > mostKeptBytes) throw new Refusal('invalid_input', 'emoji.heavy')
  return { name, path: made, file: { ...size, sizeBytes, mimeType: 'image/webp' } }
}
