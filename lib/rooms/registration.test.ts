import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { changeSettings } from '#lib/accounts/change-settings.ts'
import { makeAccount } from '#lib/accounts/password-links.ts'
import { client, createRoom, createUser, signIn } from '../../tests/factories.ts'
import { password } from '../../tests/password.ts'
import { openWorld, type TestWorld } from '../../tests/world.ts'
import { createInvite } from './invites.ts'
import { leaveRoom, setRole } from './members.ts'
import { changeRoom } from './operations.ts'
import { registerInvited } from './registration.ts'

const forbidden = { code: 'forbidden' }
const enter = (world: TestWorld, invite?: string) =>
  registerInvited(
    world,
    { email: `${randomUUID()}@example.org`, name: 'Mia', password, invite },
    client.address,
  )

test('by invitation: a good one opens the door, none, a false one and an expired one do not', async () => {
  const world = await openWorld({ REGISTRATION: 'invite' })
  const founder = await createUser(world, 'Founder', 'admin')
  const room = await createRoom(founder)
  const { token } = await createInvite(founder, room.id, { expiresInMs: 60_000, uses: 2 })
  await expect(enter(world)).rejects.toMatchObject(forbidden)
  await expect(enter(world, `${token}x`)).rejects.toMatchObject(forbidden)
  await expect(enter(world, token)).resolves.toMatchObject({ user: { role: 'member' }, roomId: room.id })
  world.pass(60_001)
  await expect(enter(world, token)).rejects.toMatchObject(forbidden)
})

test.each(['invite', 'open'])(
  '%s: no account by a link that has ended, whatever ended it',
  async (REGISTRATION) => {
    const world = await openWorld({ REGISTRATION })
    const ana = await createUser(world, 'Ana', 'admin')
    const uses = { expiresInMs: 60_000, uses: 5 }
    const bobsRoom = await createRoom(ana)
    const { token: opensBob } = await createInvite(ana, bobsRoom.id, uses)
    const bob = await signIn(world, (await enter(world, opensBob)).user.id)
    const ended = async (visibility: 'public' | 'private', end: (roomId: string) => Promise<unknown>) => {
      const room = await createRoom(ana, { visibility }, { moderator: [bob] })
      const { token } = await createInvite(bob, room.id, uses)
      await end(room.id)
      await expect(enter(world, token)).rejects.toMatchObject(forbidden)
    }
    await ended('private', (id) => setRole(ana, id, bob.viewer.userId, 'member'))
    await ended('private', (id) => leaveRoom(bob, id))
    await ended('public', (id) => changeRoom(ana, id, { visibility: 'private' }))
    await ended('public', (id) => changeRoom(ana, id, { isActive: false }))
  },
)

test('where emails are to be of some domains, that binds whoever comes by themselves', async () => {
  const world = await openWorld()
  const ada = await createUser(world, 'Ada', 'admin')
  await changeSettings(ada, { emailDomains: ['school.example', 'bücher.example'] }, '')
  const come = (email: string, invite?: string) =>
    registerInvited(world, { email, name: 'Mia', password, invite }, client.address)
  for (const email of ['mia@example.org', 'mia@mail.school.example', 'mia@school.example.org'])
    await expect(come(email)).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('school.example, bücher.example'),
      issues: [{ path: 'email' }],
    })
  for (const email of ['mia@school.example', 'Mia2@SCHOOL.example', 'mia@xn--bcher-kva.example'])
    await expect(come(email)).resolves.toMatchObject({ user: { role: 'member' } })
  const { token } = await createInvite(ada, (await createRoom(ada)).id, { expiresInMs: 60_000, uses: 5 })
  await expect(come('guest@example.org', token)).resolves.toMatchObject({ user: { role: 'member' } })
  await expect(come('guest2@example.org', `${token}x`)).rejects.toMatchObject(forbidden)
  await makeAccount(ada, { email: 'made@example.org', name: 'Made', role: 'member' }, '')
})
