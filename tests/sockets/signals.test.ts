import { afterAll, expect, test } from 'vitest'
import { createRoom, register } from '../client.ts'
import { startServer } from '../server.ts'

const server = await startServer({ LIMIT_SIGNALS_PER_SECOND: '20', LIMIT_SIGNALS_BURST: '50' })
afterAll(server.stop)

const media = { microphone: true, camera: true, screen: false }

/** Three people in one call. */
async function callOfThree() {
  const people = [await register(server.url), await register(server.url), await register(server.url)]
  const [owner, ...others] = people
  if (!owner) throw new Error('nobody came')
  const { id: roomId } = await createRoom(owner, others, { type: 'video' })
  const sit = async (at: number) => {
    const line = await people[at]?.connect()
    if (!line) throw new Error('nobody came')
    const { participantId: id } = await line.send('call:join', { roomId, media })
    return { line, id }
  }
  return { roomId, noisy: await sit(0), calm: await sit(1), other: await sit(2) }
}

test('a flood of signals is told to wait, and keeps nobody else from negotiating', async () => {
  const { roomId, noisy, calm, other } = await callOfThree()
  const replies = await Promise.all(
    Array.from({ length: 300 }, () => noisy.line.ask('call:signal', { roomId, to: calm.id, epoch: 1 })),
  )
  const refused = replies.flatMap((reply) => (reply.ok ? [] : [reply.error]))
  expect(refused.length).toBeGreaterThan(100)
  for (const error of refused)
    expect(error).toMatchObject({ code: 'rate_limited', retryAfterMs: expect.any(Number) })
  expect(replies[0]).toMatchObject({ ok: true })

  await other.line.send('call:signal', { roomId, to: calm.id, epoch: 2 })
  expect(await calm.line.next('call:signaled', ({ from }) => from === other.id)).toMatchObject({ epoch: 2 })
  await calm.line.send('call:signal', { roomId, to: noisy.id, epoch: 3 })
  expect(await noisy.line.next('call:signaled')).toMatchObject({ from: calm.id, epoch: 3 })
  // Signals have a measure of their own: the one who was refused still mutes and leaves.
  await noisy.line.send('call:update', { roomId, media: { ...media, microphone: false } })
  expect(calm.line.heard('call:left')).toEqual([])
})

test('signals of the wrong form reach nobody', async () => {
  const { roomId, noisy, calm } = await callOfThree()
  const to = calm.id
  const wrong = [
    { roomId, to, epoch: -1 },
    { roomId, to, epoch: 1.5 },
    { roomId, to, epoch: 1, description: { type: 'hangup', sdp: 'v=0' } },
    { roomId, to, epoch: 1, candidate: { candidate: 'x'.repeat(2_049) } },
    { roomId, to, epoch: 1, candidate: { candidate: 'x', sdpMLineIndex: 65 } },
    { roomId, to: '', epoch: 1 },
  ]
  for (const signal of wrong)
    expect(await noisy.line.ask('call:signal', signal as never)).toMatchObject({
      ok: false,
      error: { code: 'invalid_input' },
    })
  expect(calm.line.heard('call:signaled')).toEqual([])
})
