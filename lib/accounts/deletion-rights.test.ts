import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import * as schema from '#lib/db/schema.ts'
import { createUser, type Someone, staffed } from '../../tests/factories.ts'
import { password } from '../../tests/password.ts'
import { deleteAccount, deleteMyAccount } from './deletion.ts'
import { profileOf } from './queries.ts'
import { viewerOf } from './sessions.ts'

const place = '192.0.2.7'
const idOf = ({ viewer }: Someone) => viewer.userId
const emailOf = async (who: Someone) => (await profileOf(who, idOf(who))).email

test.each(['guest', 'bot', 'member'] as const)('a %s deletes nobody', async (role) => {
  const { world, ada } = await staffed()
  const eve = await createUser(world, 'Eve', role)
  await expect(deleteAccount(eve, idOf(ada), place)).rejects.toMatchObject({ code: 'forbidden' })
})

test('one’s own account takes the password, or the email where there is none, and a code where one is asked for', async () => {
  const { world, bob } = await staffed()
  const refused = (given: object, at: string) =>
    expect(deleteMyAccount(bob, given, place)).rejects.toMatchObject({ issues: [{ path: at }] })
  const email = await emailOf(bob)
  await refused({ password: 'not the password' }, 'password')
  await refused({ email }, 'password')
  await world.db.write((tx) =>
    tx
      .insert(schema.authenticators)
      .values({ userId: idOf(bob), secret: 'sealed', confirmedAt: world.now() }),
  )
  await refused({ password }, 'code')
  await refused({ password, code: '000000' }, 'code')
  await world.db.write((tx) => tx.delete(schema.authenticators))
  await world.db.write((tx) =>
    tx
      .update(schema.users)
      .set({ passwordHash: '' })
      .where(eq(schema.users.id, idOf(bob))),
  )
  await refused({ password }, 'email')
  await refused({ email: 'other@example.org' }, 'email')
  expect(await viewerOf(world, bob.viewer.sessionId)).not.toBeNull()
  await deleteMyAccount(bob, { email }, place)
  expect(await viewerOf(world, bob.viewer.sessionId)).toBeNull()
  await expect(deleteMyAccount(bob, { email }, place)).rejects.toMatchObject({ code: 'invalid_input' })
})

test.each([
  ['by themselves', (who: Someone) => deleteMyAccount(who, { password }, place)],
  ['as administrators', (who: Someone) => deleteAccount(who, idOf(who), place)],
])('of administrators who all delete their accounts %s at once, one stays', async (_, remove) => {
  const { world, ada } = await staffed()
  const admins = [ada, await createUser(world, 'Ben', 'admin'), await createUser(world, 'Cleo', 'admin')]
  const outcomes = await Promise.allSettled(admins.map(remove))
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'fulfilled', 'rejected'])
  const left = await Promise.all(admins.map((one) => viewerOf(world, one.viewer.sessionId)))
  expect(left.filter(Boolean)).toMatchObject([{ role: 'admin' }])
})
