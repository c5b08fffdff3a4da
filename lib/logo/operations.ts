import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { administratorNow } from '#lib/accounts/deed.ts'
import { record } from '#lib/audit/record.ts'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { Refusal } from '#lib/errors.ts'
import { handOver, takeBack } from '#lib/files/attach.ts'
import type { Incoming } from '#lib/files/incoming.ts'
import { keepPicture } from '#lib/files/keep-picture.ts'
import { receivePicture } from '#lib/files/receive-picture.ts'
import { removeUnsent } from '#lib/files/remove.ts'
import { framingBytes } from '#lib/files/upload.ts'
import { drain } from '#lib/http/body.ts'
import { newId } from '#lib/ids.ts'
import { dropLogo, keepLogo, type Logo, logoOf, logoUrlOf } from '#lib/instance/logo.ts'
import { requireAdministrator } from '#lib/instance/require-administrator.ts'
import { settingsOf } from '#lib/instance/settings.ts'

const name = 'logo.webp'
const wanted = {
  mostBytes: 1_048_576,
  /** Far higher than it is ever shown; it may be a word, and wide. */
  box: { width: 1024, height: 256 },
  refused: () => new Refusal('invalid_input', 'logo.picture'),
}

/**
 * Shows a picture beside the name of the place, instead of the one before: a form with one, which is made
 * anew. Gives its address. Whatever fails or ends on the way leaves nothing behind.
 */
export async function setLogo(
  context: Context,
  incoming: Incoming,
  address: string,
): Promise<{ logoUrl: string | null }> {
  const { files: place, limits, viewer } = context
  const id = newId()
  const folder = join(place.unfinished, id)
  try {
    requireAdministrator(viewer)
    await limits.upload(viewer.userId)
    await mkdir(folder)
    const leastBytes = (incoming.contentLength ?? 0) - framingBytes
    return await place.space(context, leastBytes, async (grow) => {
      const { path, file } = await receivePicture(context, incoming, { folder, grow }, wanted)
      const logo = { id, width: file.width, height: file.height }
      await keepPicture(context, { id, name, ...file }, path)
      incoming.signal.throwIfAborted()
      await show(context, logo, address)
      return { logoUrl: logoUrlOf(logo), sizeBytes: file.sizeBytes }
    })
  } catch (error) {
    drain(incoming.body)
    await removeUnsent(context, id)
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function show(context: Context, logo: Logo, address: string): Promise<void> {
  const { change, viewer } = context
  await change(async (tx, note) => {
    const tell = await deed(tx, context, address)
    const before = await logoOf(tx)
    await handOver(tx, viewer.userId, logo.id)
    await keepLogo(tx, logo)
    if (before) await takeBack(tx, { id: before.id, name, uploaderId: viewer.userId })
    await tell('logo.changed')
    note('instance.changed', {})
  })
}

/** Takes the logo away, with its bytes. There is none: nothing happens. */
export async function removeLogo(context: Context, address: string): Promise<void> {
  const { change, viewer } = context
  requireAdministrator(viewer)
  await change(async (tx, note) => {
    const tell = await deed(tx, context, address)
    const before = await logoOf(tx)
    if (!before) return
    await dropLogo(tx)
    await takeBack(tx, { id: before.id, name, uploaderId: viewer.userId })
    await tell('logo.removed')
    note('instance.changed', {})
  })
}

/** One of administrators, one after another: gives how it is told in the log. */
async function deed(tx: Queries, context: Context, address: string) {
  const actor = await administratorNow(tx, context, address)
  return async (action: 'logo.changed' | 'logo.removed') => {
    const { name } = await settingsOf(context, tx)
    await record(tx, context.now(), actor, { action, target: { kind: 'instance', id: 'instance', name } })
  }
}
