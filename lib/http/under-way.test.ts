import { once } from 'node:events'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { revokeSession } from '#lib/accounts/sessions.ts'
import { notFound } from '#lib/errors.ts'
import { createUser } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { underWay } from './under-way.ts'

const world = await openWorld()
const waits = () => new AbortController().signal
const endless = () => new Readable({ read: () => undefined })

test('a question that fails cuts nothing; a no does', async () => {
  const ana = await createUser(world)
  const stream = endless()
  const work = underWay(world, ana.viewer, waits)
  let asked = 0
  work.bind(stream, async () => {
    asked += 1
    if (asked < 3) throw Object.assign(new Error('the database is away'), { code: 'ECONNREFUSED' })
    throw notFound('file')
  })
  work.settle()
  await expect(once(stream, 'close')).rejects.toMatchObject({ code: 'not_found' })
  expect(asked).toBe(3)
})

test('what has ended, or failed before it began, is asked for no longer', async () => {
  const ana = await createUser(world)
  const stream = endless()
  const [given, failed] = [underWay(world, ana.viewer, waits), underWay(world, ana.viewer, waits)]
  let asked = 0
  given.bind(stream, async () => {
    asked += 1
  })
  given.settle()
  const signal = failed.signal()
  failed.settle()
  stream.destroy()
  await revokeSession(ana, ana.viewer.sessionId)
  const other = underWay(world, ana.viewer, waits)
  await once(other.signal(), 'abort')
  expect([asked, signal.aborted]).toEqual([0, false])
})
