import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { personOf } from '#lib/accounts/person.ts'
import { viewerStillGood } from '#lib/accounts/sessions.ts'
import { record } from '#lib/audit/record.ts'
import type { Context } from '#lib/context.ts'
import { emoji } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'
import { handOver, takeBack } from '#lib/files/attach.ts'
import type { Incoming } from '#lib/files/incoming.ts'
import { keepPicture } from '#lib/files/keep-picture.ts'
import { removeUnsent } from '#lib/files/remove.ts'
import { framingBytes } from '#lib/files/upload.ts'
import { fold } from '#lib/fold.ts'
import { drain } from '#lib/http/body.ts'
import { parsed } from '#lib/http/parse.ts'
import { newId } from '#lib/ids.ts'
import { oneAtATime } from '#lib/instance/one-at-a-time.ts'
import { mayAddEmoji } from '#lib/instance/policy.ts'
import { builtInNames } from './built-in.ts'
import { betweenColons } from './name.ts'
import { receiveEmoji } from './picture.ts'
import { isOwnEmoji, mayRemoveEmoji } from './policy.ts'
import { presentEmoji } from './present.ts'
import { type CustomEmoji, newEmoji } from './schema.ts'

const most = 500

/**
 * Adds an emoji for everybody here: a form with its `name` and a picture, which is made anew and small.
 * Whatever fails or ends on the way leaves nothing behind.
 */
export async function addEmoji(context: Context, incoming: Incoming): Promise<CustomEmoji> {
  const { files: place, limits, viewer } = context
  const id = newId()
  const folder = join(place.unfinished, id)
  try {
    requireMayAdd(viewer)
    await limits.upload(viewer.userId)
    await mkdir(folder)
    const leastBytes = (incoming.contentLength ?? 0) - framingBytes
    const { added } = await place.space(context, leastBytes, async (grow) => {
      const { name, path, file } = await receiveEmoji(context, incoming, { folder, grow })
      const named = await freeName(name)
      await keepPicture(context, { id, name: betweenColons(named), ...file }, path)
      incoming.signal.throwIfAborted()
      return { added: await store(context, id, named), sizeBytes: file.sizeBytes }
    })
    return added
  } catch (error) {
    drain(incoming.body)
    await removeUnsent(context, id)
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function requireMayAdd(who: Context['viewer']) {
  if (!mayAddEmoji(who)) throw new Refusal('forbidden', 'emoji.add')
}

async function freeName(given: string): Promise<string> {
  const { name } = parsed(newEmoji, { name: given }, 'http.request')
  if ((await builtInNames()).has(fold(name)))
    throw new Refusal('conflict', 'emoji.builtIn', {}, { at: 'name' })
  return name
}

async function store({ change, now, viewer }: Context, id: string, name: string): Promise<CustomEmoji> {
  const row = { id, name, nameFolded: fold(name), addedBy: viewer.userId, createdAt: now() }
  await change(async (tx, note) => {
    await oneAtATime(tx)
    requireMayAdd(await viewerStillGood(tx, viewer, now()))
    if ((await tx.$count(emoji, eq(emoji.nameFolded, row.nameFolded))) > 0)
      throw new Refusal('conflict', 'emoji.taken', {}, { at: 'name' })
    if ((await tx.$count(emoji)) >= most) throw new Refusal('conflict', 'emoji.many', { most })
    await handOver(tx, viewer.userId, id)
    await tx.insert(emoji).values(row)
    note('emoji.changed', {})
  })
  return presentEmoji(row, personOf(viewer))
}

/**
 * Removes an emoji: who added it, or an administrator, of whom it is told in the log. What was written with
 * it says its name from then on. Gone already: nothing happens.
 */
export async function removeEmoji(context: Context, id: string, address: string): Promise<void> {
  const { change, limits, now, viewer } = context
  await limits.change(viewer.userId)
  await change(async (tx, note) => {
    const who = await viewerStillGood(tx, viewer, now())
    const [found] = await tx.select().from(emoji).where(eq(emoji.id, id))
    if (!found) return
    if (!mayRemoveEmoji(who, found.addedBy)) throw new Refusal('forbidden', 'emoji.remove')
    await tx.delete(emoji).where(eq(emoji.id, id))
    await takeBack(tx, { id, name: betweenColons(found.name), uploaderId: viewer.userId })
    if (!isOwnEmoji(who, found.addedBy))
      await record(
        tx,
        now(),
        { id: viewer.userId, name: viewer.name, address },
        {
          action: 'emoji.removed',
          target: { kind: 'emoji', id, name: betweenColons(found.name) },
        },
      )
    note('emoji.changed', {})
  })
}
