import { changeSettings } from '#lib/accounts/change-settings.ts'
import { requireStillGood } from '#lib/accounts/sessions.ts'
import type { Context } from '#lib/context.ts'
import { Refusal } from '#lib/errors.ts'
import { endFirstRun, type FirstRun, noteFirstRoom } from '#lib/instance/first-run.ts'
import { placeOf } from '#lib/instance/place.ts'
import { setDefaultRoom } from './default-rooms.ts'
import { createInvite } from './invites.ts'
import { createRoom } from './operations.ts'
import { getRoom } from './queries.ts'
import type { Invite, NewPlace, Room } from './schema.ts'

/** So that whoever opens the place has to do so once for all who are to come. */
const forAll = { uses: 100, expiresInMs: 30 * 86_400_000 }

/**
 * What a new place needs, for whoever made its first account: settings, a first room that everybody new is
 * in, and a link for the others. Asked for again it makes no second room, and another link.
 */
export async function setUpPlace(
  context: Context,
  { room: { name }, ...settings }: NewPlace,
  address: string,
): Promise<{ room: Room; invite: Invite }> {
  const begun = await requireFirstRun(context)
  await changeSettings(context, settings, address)
  const room =
    (begun.roomId && (await getRoom(context, begun.roomId).catch(() => null))) ||
    (await makeFirstRoom(context, name, address))
  return { room, invite: await createInvite(context, room.id, forAll) }
}

/** It shows itself no more. */
export async function finishFirstRun(context: Context): Promise<void> {
  const { change, now, viewer } = context
  await requireFirstRun(context)
  await change(async (tx) => {
    await requireStillGood(tx, viewer, now())
    await endFirstRun(tx)
  })
}

async function makeFirstRoom(context: Context, name: string, address: string): Promise<Room> {
  const room = await createRoom(context, { name, description: '', type: 'video', visibility: 'public' })
  await context.change((tx) => noteFirstRoom(tx, room.id))
  await setDefaultRoom(context, room.id, address)
  return room
}

async function requireFirstRun(context: Context): Promise<FirstRun> {
  const { firstRun } = await placeOf(context)
  if (firstRun?.founder === context.viewer.userId) return firstRun
  throw new Refusal('forbidden', 'rooms.firstRunOver')
}
