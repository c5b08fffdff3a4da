import { pino } from 'pino'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { readProduct } from '#lib/build/product.ts'
import { createUser } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { answer } from './answer.ts'
import { endpoint } from './endpoint.ts'
import { Written } from './written.ts'

const world = await openWorld()
const log = pino({ level: 'silent' })
const services = {
  world,
  secret: 'unused',
  log,
  logs: { http: log, sockets: log },
  product: readProduct(),
  metrics: null,
  tracing: null,
  processes: () => 1,
}

/** An endpoint whose requests end when they are told to, and how many of them run. */
function held(more: { takesFile?: true; waits?: true } = {}) {
  const running: (() => void)[] = []
  const gate = endpoint({
    method: 'POST',
    path: '/held',
    needs: 'write',
    summary: '',
    ...more,
    handle: () => new Promise<void>((resolve) => running.push(resolve)),
  })
  return { gate, running }
}

async function caller() {
  const { viewer } = await createUser(world)
  const token = await world.tokens.signAccess(viewer.sessionId, world.now())
  const headers: Record<string, string> = { authorization: `Bearer ${token}` }
  return (to: Parameters<typeof answer>[0]) =>
    answer(
      to,
      {
        method: to.method,
        path: to.path,
        query: '',
        params: {},
        header: (name) => headers[name],
        text: async () => '',
        stream: () => {
          throw new Error('Nobody reads it')
        },
        gone: () => new AbortController().signal,
      },
      services,
    )
}

test('of one person four requests run at once, the others wait; nobody else does', async () => {
  const { gate, running } = held()
  const [ana, bob] = [await caller(), await caller()]
  const asked = Array.from({ length: 10 }, () => ana(gate))
  await expect.poll(() => running.length).toBe(4)
  const other = bob(gate)
  await expect.poll(() => running.length).toBe(5)
  running.splice(0, 1)[0]?.()
  await expect.poll(() => running.length).toBe(5)
  const statuses: Promise<number>[] = [...asked, other].map(async (one) => (await one).status)
  let isOver = false
  const all = Promise.all(statuses).finally(() => {
    isOver = true
  })
  while (!isOver) {
    for (const end of running.splice(0)) end()
    await new Promise(setImmediate)
  }
  expect(await all).toEqual(Array(11).fill(204))
})

test.each([
  ['a file that streams in', { takesFile: true }],
  ['what waits for somebody outside', { waits: true }],
] as const)('%s holds no turn', async (_what, more) => {
  const [files, others] = [held(more), held()]
  const ana = await caller()
  const uploads = Array.from({ length: 6 }, () => ana(files.gate))
  await expect.poll(() => files.running.length).toBe(6)
  const other = ana(others.gate)
  await expect.poll(() => others.running.length).toBe(1)
  for (const end of [...files.running, ...others.running]) end()
  expect((await Promise.all([...uploads, other])).map(({ status }) => status)).toEqual(Array(7).fill(204))
})

test('the memory of an answer for one caller is given back once it was sent, that of one for many is not', async () => {
  const ask = await caller()
  const sent = async (isForOne: boolean) => {
    const body = new TextEncoder().encode('{}')
    const told = endpoint({
      method: 'GET',
      path: '/told',
      needs: 'read',
      summary: '',
      answer: z.object({}),
      handle: async () => new Written<Record<string, never>>(body, { isForOne }),
    })
    const given = await ask(told)
    expect(given).toMatchObject({ status: 200, body })
    given.onSent?.()
    return body.byteLength
  }
  expect([await sent(true), await sent(false)]).toEqual([0, 2])
})
