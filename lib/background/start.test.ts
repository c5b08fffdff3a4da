import { expect, test } from 'vitest'
import { createRoom, createUser, type Someone } from '../../tests/factories.ts'
import { writeHistory } from '../../tests/history.ts'
import { openWorld } from '../../tests/world.ts'

const world = await openWorld()
const [ana, bob] = [await createUser(world, 'Ana'), await createUser(world, 'Bob')]

test('whatever one person has exported, another waits for a part of it, or two', async () => {
  const room = await createRoom(ana, {}, { member: [bob] })
  const content = 'x'.repeat(16_000)
  await writeHistory(world.db, { roomId: room.id, authorId: ana.viewer.userId, count: 100, content })
  await world.background.catchUp()
  const done: string[] = []
  const part = ({ viewer }: Someone) =>
    world.background
      .exportPart({
        viewer,
        roomId: room.id,
        format: 'html',
        origin: 'https://rooms.test',
        after: 0,
        upTo: 100,
        at: '',
      })
      .then(() => done.push(viewer.name))
  const all = Array.from({ length: 30 }, () => part(ana))
  await Promise.all([...all, part(bob)])
  expect(done.indexOf('Bob')).toBeLessThanOrEqual(3)
})
