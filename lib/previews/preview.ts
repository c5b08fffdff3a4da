import { mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { requireStillGood } from '#lib/accounts/sessions.ts'
import type { Context } from '#lib/context.ts'
import { linkPreviews } from '#lib/db/schema.ts'
import { noteFile } from '#lib/files/attach.ts'
import { isPicture } from '#lib/files/policy.ts'
import { recognise } from '#lib/files/recognise.ts'
import { requireSpace } from '#lib/files/space.ts'
import { newId } from '#lib/ids.ts'
import type { Outside } from './outside.ts'
import { endsHead, type PageMeta } from './page.ts'
import { get } from './safe-fetch.ts'
import type { LinkPreview } from './schema.ts'

const patienceMs = 5_000
const pageBytes = 1_048_576
const pictureBytes = 5 * 1_048_576
const box = { width: 640, height: 360 }

/**
 * Looks a link up for somebody who composes a message, and keeps its card a day for that message. Null for
 * whatever stands against it: who asks must not learn what there is inside of the server's network. `signal`
 * ends it, with its reason, and then nothing is kept.
 */
export async function preview(
  context: Context,
  link: string,
  outside: Outside,
  asked: AbortSignal,
): Promise<LinkPreview | null> {
  const { db, env, limits, now, turns, viewer } = context
  if (env.LINK_PREVIEWS === 'off' || !URL.canParse(link)) return null
  await limits.preview(viewer.userId)
  return turns.previews(viewer.userId, async () => {
    const signal = AbortSignal.any([AbortSignal.timeout(patienceMs), asked])
    const found = await look(context, outside, new URL(link), signal).catch(() => null)
    asked.throwIfAborted()
    if (!found) return null
    const id = newId()
    const { title, description, siteName } = found.told
    const picture = await keepPicture(context, outside, found, id, signal).catch(() => null)
    const image = picture && { url: `/api/v1/files/${id}`, width: picture.width, height: picture.height }
    const card = { id, url: new URL(link).href, title, description, siteName, image }
    asked.throwIfAborted()
    await db.write(async (tx) => {
      await requireStillGood(tx, viewer, now())
      await tx.insert(linkPreviews).values({ id, userId: viewer.userId, card, createdAt: now() })
    })
    return card
  })
}

type Found = { told: PageMeta; url: URL }

async function look(
  { viewer, sandbox }: Context,
  outside: Outside,
  link: URL,
  signal: AbortSignal,
): Promise<Found | null> {
  const wanted = {
    type: /^(text\/html|application\/xhtml\+xml)\b/i,
    maxBytes: pageBytes,
    signal,
    enough: endsHead,
  }
  const { url, type, body } = await get(outside, link, wanted)
  const told = await sandbox.readPage(viewer.userId, { body, contentType: type }, signal)
  return told && { told, url }
}

/**
 * The page's picture, made anew here: nobody's browser asks the page itself, and
 * nothing but the picture is left of the file.
 */
async function keepPicture(
  context: Context,
  outside: Outside,
  { told: { image }, url }: Found,
  id: string,
  signal: AbortSignal,
) {
  if (!image) return null
  const { db, files: place, now, viewer, sandbox } = context
  const { body } = await get(outside, new URL(image, url), {
    type: /^image\//i,
    maxBytes: pictureBytes,
    signal,
  })
  const folder = join(place.unfinished, id)
  const [given, made] = [join(folder, 'given'), join(folder, 'made')]
  try {
    await mkdir(folder)
    await writeFile(given, body)
    if (!isPicture(await recognise(given))) return null
    const size = await sandbox.shrink(viewer.userId, { from: given, to: made, box }, signal)
    if (!size) return null
    const { size: sizeBytes } = await stat(made)
    // A file under the card's id: the same rights, the same space, the same cleaning up.
    const file = {
      ...size,
      id,
      uploaderId: viewer.userId,
      name: 'preview.webp',
      sizeBytes,
      mimeType: 'image/webp',
      createdAt: now(),
    }
    return await place.space(context, sizeBytes, async () => {
      await db.write(async (tx) => {
        await requireStillGood(tx, viewer, now())
        await requireSpace(tx, context, sizeBytes)
        await noteFile(tx, file)
      })
      await place.store.put(id, made)
      return file
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
