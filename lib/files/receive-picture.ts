import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '#lib/context.ts'
import type { Refusal } from '#lib/errors.ts'
import type { Incoming } from './incoming.ts'
import type { Size } from './pictures.ts'
import { isPicture } from './policy.ts'
import { receive, tooLarge } from './receive.ts'
import { recognise } from './recognise.ts'
import type { Grow } from './space.ts'

type Wanted = {
  /** Of the file it is made from. */
  mostBytes: number
  box: Size
  moving?: boolean
  square?: boolean
  /** What is said of a file that no picture can be made of. */
  refused: () => Refusal
}

/** Takes in a form with a picture, and makes of it a small one (WebP) in the folder: no more of it stays. */
export async function receivePicture(
  { sandbox, viewer }: Context,
  { body, contentType, signal }: Incoming,
  { folder, grow }: { folder: string; grow: Grow },
  { mostBytes, refused, ...drawn }: Wanted,
) {
  const [given, made] = [join(folder, 'given'), join(folder, 'made')]
  const to = await open(given, 'wx')
  const growing: Grow = (bytes) => {
    if (bytes > mostBytes) throw tooLarge(mostBytes)
    grow(bytes)
  }
  const { name } = await receive(body, contentType, { to, grow: growing, signal }).finally(() => to.close())
  if (!isPicture(await recognise(given))) throw refused()
  const size = await sandbox.shrink(viewer.userId, { from: given, to: made, ...drawn }, signal)
  if (!size) throw refused()
  const { size: sizeBytes } = await stat(made)
  return { name, path: made, file: { ...size, sizeBytes, mimeType: 'image/webp' } }
}
