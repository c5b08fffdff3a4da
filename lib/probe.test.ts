import { expect, test } from 'vitest'
import { createRoom, createUser, say } from '../tests/factories.ts'
import { openWorld } from '../tests/world.ts'
const world = await openWorld()
test('x', async () => {
  const ana = await createUser(world)
  const room = await createRoom(ana)
  console.time('100'); await Promise.all(Array.from({length:100},()=>say(ana, room))); console.timeEnd('100')
  expect((await say(ana, room)).seq).toBe(101)
})
