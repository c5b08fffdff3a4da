import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { and, eq, isNull } from 'drizzle-orm'
import { requireStillGood } from '#lib/accounts/sessions.ts'
import { showPicture } from '#lib/accounts/show-picture.ts'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { avatars } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'
import { handOver } from '#lib/files/attach.ts'
import type { Incoming } from '#lib/files/incoming.ts'
import { keepPicture } from '#lib/files/keep-picture.ts'
import { receivePicture } from '#lib/files/receive-picture.ts'
import { removeUnsent } from '#lib/files/remove.ts'
import { framingBytes } from '#lib/files/upload.ts'
import { drain } from '#lib/http/body.ts'
import { newId } from '#lib/ids.ts'

const wanted = {
  /** As a phone takes them; the page sends less. */
  mostBytes: 10_485_760,
  /** As large as it is ever shown, on screens with fine pixels. */
  box: { width: 256, height: 256 },
  square: true,
  refused: () => new Refusal('invalid_input', 'avatars.picture'),
}

/**
 * Shows a picture of the viewer, in place of the one before: a form with one, of which the middle is made
 * anew, square and small. Gives its address. Whatever fails or ends on the way leaves nothing behind.
 */
export async function setAvatar(context: Context, incoming: Incoming): Promise<{ avatarUrl: string }> {
  const { files: place, limits, viewer } = context
  const id = newId()
  const folder = join(place.unfinished, id)
  try {
    await limits.upload(viewer.userId)
    await mkdir(folder)
    const leastBytes = (incoming.contentLength ?? 0) - framingBytes
    return await place.space(context, leastBytes, async (grow) => {
      const { path, file } = await receivePicture(context, incoming, { folder, grow }, wanted)
      await keepPicture(context, { id, name: 'avatar.webp', ...file }, path)
      incoming.signal.throwIfAborted()
      return { avatarUrl: await show(context, id), sizeBytes: file.sizeBytes }
    })
  } catch (error) {
    drain(incoming.body)
    await removeUnsent(context, id)
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function show({ change, now, viewer }: Context, id: string): Promise<string> {
  const { userId } = viewer
  const avatarUrl = `/api/v1/avatars/${userId}?v=${id}`
  await change(async (tx, note) => {
    await requireStillGood(tx, viewer, now())
    await showPicture(tx, note, userId, avatarUrl)
    await handOver(tx, userId, id)
    await replace(tx, userId, now())
    await tx.insert(avatars).values({ id, userId, createdAt: now() })
  })
  return avatarUrl
}

/** Takes the viewer's picture away. There is none: nothing happens. */
export async function removeAvatar({ change, limits, now, viewer }: Context): Promise<void> {
  const { userId } = viewer
  await limits.change(userId)
  await change(async (tx, note) => {
    await requireStillGood(tx, viewer, now())
    // Under the account's row, so that of two pictures at once one is shown.
    const isShown = await showPicture(tx, note, userId, null)
    if (isShown) await replace(tx, userId, now())
  })
}

/** What somebody showed so far is on its way out (lib/avatars/purge.ts). */
async function replace(tx: Queries, userId: string, replacedAt: number) {
  const shown = and(eq(avatars.userId, userId), isNull(avatars.replacedAt))
  await tx.update(avatars).set({ replacedAt }).where(shown)
}
