import { expect, test } from 'vitest'
import { createUser } from '../../tests/factories.ts'
import { incoming, picture } from '../../tests/forms.ts'
import { openWorld } from '../../tests/world.ts'
import { serveFile, serveThumbnail } from './serve.ts'
import { upload } from './upload.ts'

const world = await openWorld()
const [ana, bob] = [await createUser(world, 'Ana'), await createUser(world, 'Bob')]
const nothing = () => undefined

test('of one person so many files are on their way at once, thumbnails and parts too, and others’ go on', async () => {
  const [mine, theirs] = await Promise.all(
    [ana, bob].map(async (someone) => upload(someone, incoming('dot.png', await picture('png', 4, 4)))),
  )
  if (!mine || !theirs) throw new Error('nothing was stored')
  const ways = [
    () => serveFile(ana, mine.id, nothing),
    () => serveFile(ana, mine.id, (name) => (name === 'range' ? 'bytes=0-3' : undefined)),
    () => serveThumbnail(ana, mine.id, nothing),
  ]
  const open = await Promise.all(Array.from({ length: 64 }, (_, at) => ways[at % ways.length]?.()))
  for (const way of ways)
    await expect(way()).rejects.toMatchObject({
      code: 'rate_limited',
      message: expect.stringContaining('Let some of them'),
    })
  const known = serveFile(ana, mine.id, (name) => (name === 'if-none-match' ? `"${mine.id}"` : undefined))
  expect((await known).status, 'which sends nothing').toBe(304)
  ;(await serveFile(bob, theirs.id, nothing)).stream?.destroy()
  for (const one of open) one?.stream?.destroy()
  await expect
    .poll(() =>
      serveFile(ana, mine.id, nothing).then(
        ({ status, stream }) => {
          stream?.destroy()
          return status
        },
        () => 429,
      ),
    )
    .toBe(200)
})
