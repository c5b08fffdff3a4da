import { expect, test } from 'vitest'
import { allSettings } from '#lib/accounts/change-settings.ts'
import { placeOf } from '#lib/instance/place.ts'
import { createUser } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { listDefaultRooms } from './default-rooms.ts'
import { finishFirstRun, setUpPlace } from './first-run.ts'
import { isGoodInvite } from './invites.ts'

const at = '192.0.2.7'
const over = { reason: 'rooms.firstRunOver' }

test('the first person names the place, opens it, and has a room and a link for the others', async () => {
  const world = await openWorld()
  const ada = await createUser(world, 'Ada', 'admin')
  const bob = await createUser(world, 'Bob', 'admin')
  const founder = ada.viewer.userId
  expect((await placeOf(world)).firstRun).toEqual({ founder, roomId: null })
  const wanted = { name: 'The Attic', registration: 'invite', room: { name: 'General' } } as const
  await expect(setUpPlace(bob, wanted, at)).rejects.toMatchObject(over)
  await expect(finishFirstRun(bob)).rejects.toMatchObject(over)

  const { room, invite } = await setUpPlace(ada, wanted, at)
  expect(await allSettings(ada)).toMatchObject({ name: 'The Attic', registration: 'invite' })
  expect(await listDefaultRooms(ada)).toMatchObject({ items: [{ id: room.id, name: 'General' }] })
  expect((await placeOf(world)).firstRun).toEqual({ founder, roomId: room.id })
  const again = await setUpPlace(ada, { room: { name: 'General' } }, at)
  expect(again.room.id, 'coming back makes no second room').toBe(room.id)
  expect(await isGoodInvite(world.db.read, invite.token, world.now())).toBe(true)
  expect(await isGoodInvite(world.db.read, again.invite.token, world.now())).toBe(true)

  await finishFirstRun(ada)
  expect((await placeOf(world)).firstRun).toBeNull()
  await expect(setUpPlace(ada, wanted, at)).rejects.toMatchObject(over)
  await expect(finishFirstRun(ada)).rejects.toMatchObject(over)
})

test('what the environment fixes is no dead end', async () => {
  const world = await openWorld({ INSTANCE_NAME: 'Fixed', REGISTRATION: 'closed' })
  const ada = await createUser(world, 'Ada', 'admin')
  await expect(setUpPlace(ada, { name: 'Mine', room: { name: 'General' } }, at)).rejects.toMatchObject({
    code: 'conflict',
  })
  const { room } = await setUpPlace(ada, { room: { name: 'General' } }, at)
  expect(room).toMatchObject({ name: 'General', role: 'owner', visibility: 'public' })
})
