import { expect, test } from 'vitest'
import { createUser, type Someone, staffed } from '../../tests/factories.ts'
import { changeAccount } from './administration.ts'
import { deleteAccount } from './deletion.ts'
import { changeProfile } from './operations.ts'
import { peopleOf } from './people.ts'
import { profileOf } from './queries.ts'
import { showPicture } from './show-picture.ts'

const { world, ada } = await staffed()

const picture = (who: Someone, url: string | null) =>
  world.change((tx, note) => showPicture(tx, note, who.viewer.userId, url))

const changes: Record<string, (who: Someone) => Promise<unknown>> = {
  'take another name': (who) => changeProfile(who, { name: 'Roberta' }),
  'are given one': (who) => changeAccount(ada, who.viewer.userId, { name: 'Roberta' }, '192.0.2.1'),
  'have a picture': (who) => picture(who, '/avatars/new'),
  'have none any more': (who) => picture(who, null),
  'delete their account': (who) => deleteAccount(ada, who.viewer.userId, '192.0.2.1'),
}

test.each(Object.entries(changes))(
  'who was read before and %s is told as they are now',
  async (_, change) => {
    const bob = await createUser(world, 'Bob')
    const id = bob.viewer.userId
    await picture(bob, '/avatars/old')
    const asked = async () => (await peopleOf(world.db.read, new Set([id]))).get(id)
    expect(await asked()).toEqual({ id, name: 'Bob', avatarUrl: '/avatars/old' })
    await change(bob)
    const { name, avatarUrl } = await profileOf(world, id)
    expect(await asked()).toEqual({ id, name, avatarUrl })
    expect({ name, avatarUrl }).not.toEqual({ name: 'Bob', avatarUrl: '/avatars/old' })
  },
)

test('of some that are asked for the others were read before, and who never was there is nobody', async () => {
  const [bob, eve] = [await createUser(world, 'Bob'), await createUser(world, 'Eve')]
  await peopleOf(world.db.read, new Set([bob.viewer.userId]))
  const people = await peopleOf(world.db.read, new Set([bob.viewer.userId, eve.viewer.userId, 'nobody']))
  const names = [bob.viewer.userId, eve.viewer.userId, 'nobody'].map((id) => people.get(id)?.name)
  expect(names).toEqual(['Bob', 'Eve', undefined])
})
