import type { Buffer } from 'node:buffer'
import { mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { requireStillGood } from '#lib/accounts/sessions.ts'
import type { Context } from '#lib/context.ts'
import { linkPreviews } from '#lib/db/schema.ts'
import { noteFile } from '#lib/files/attach.ts'
import { fileName } from '#lib/files/name.ts'
import { isPicture } from '#lib/files/policy.ts'
import { recognise } from '#lib/files/recognise.ts'
import { requireSpace } from '#lib/files/space.ts'
import { newId } from '#lib/ids.ts'
import type { Outside } from './outside.ts'
import { type PageMeta, untilHeadEnds } from './page.ts'
import { type Got, get } from './safe-fetch.ts'
import type { LinkPreview } from './schema.ts'

const patienceMs = 5_000
/** Of a page so much is read, for so long, until its head ends: scripts may take most of it. */
const [pageBytes, readingMs] = [4 * 1_048_576, 3_000]
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
    const { description, siteName } = found.told
    const title = found.told.title || siteName || placeOf(found.url)
    const picture = await keepPicture(context, outside, found, id, signal).catch(() => null)
    // A link to a picture says nothing without it.
    if (found.picture && !picture) return null
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

type Found = { told: PageMeta; url: URL; picture: Got | null }

async function look(
  { viewer, sandbox }: Context,
  outside: Outside,
  link: URL,
  signal: AbortSignal,
): Promise<Found | null> {
  const open = async (address: URL): Promise<Found | null> => {
    const got = await get(outside, address, {
      type: /^(?:text\/html|application\/xhtml\+xml)\b/i,
      maxBytes: pageBytes,
      signal,
      enough: untilHeadEnds(),
      cutAfterMs: readingMs,
      or: picture,
    })
    const { url, type, body } = got
    if (picture.type.test(type)) return { told: toldByName(url), url, picture: got }
    const told = await sandbox.readPage(viewer.userId, { body, contentType: type }, signal)
    return told && { told, url, picture: null }
  }
  const first = await open(link)
  const next = first?.told.goesTo && addressIn(first, first.told.goesTo)
  // Once: a page that sends on says little of itself.
  const second = next && (await open(next).catch(() => null))
  return second || (first && !isEmpty(first.told) ? first : null)
}

const picture = { type: /^image\//i, maxBytes: pictureBytes }

const isEmpty = ({ title, description, images }: PageMeta) => !title && !description && images.length === 0

/** Of a link to a picture itself. */
const toldByName = ({ pathname }: URL): PageMeta => ({
  title: fileName(unescaped(pathname)),
  description: '',
  siteName: '',
  images: [],
  base: '',
  goesTo: null,
})

/** An address as it is read: what a page without a title is called. */
const placeOf = ({ host, pathname }: URL) => `${host}${pathname}`.replace(/\/$/, '').slice(0, 200)

function unescaped(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** What an address in a page means. */
function addressIn({ told, url }: Found, address: string): URL | null {
  const base = URL.parse(told.base, url) ?? url
  return URL.parse(address, base)
}

/**
 * The page's first picture that is one, made anew here: nobody's browser asks the page itself, and
 * nothing but the picture is left of the file.
 */
async function keepPicture(
  context: Context,
  outside: Outside,
  found: Found,
  id: string,
  signal: AbortSignal,
) {
  if (found.picture) return keepOne(context, found.picture.body, id, signal)
  for (const address of found.told.images) {
    const url = addressIn(found, address)
    const got = url && (await get(outside, url, { ...picture, signal }).catch(() => null))
    const kept = got && (await keepOne(context, got.body, id, signal).catch(() => null))
    if (kept) return kept
  }
  return null
}

async function keepOne(context: Context, body: Buffer, id: string, signal: AbortSignal) {
  const { db, files: place, now, viewer, sandbox } = context
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
