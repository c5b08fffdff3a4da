import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createRoom, register, say } from '../client.ts'
import { startServer } from '../server.ts'

describe('floods', () => {
  test('of messages are told to wait, with a time after which it works', async () => {
    const strict = await startServer()
    const fast = await register(strict.url)
    const place = await createRoom(fast)
    const line = await fast.connect()
    const post = () => line.ask('message:post', { roomId: place.id, clientId: randomUUID(), content: 'x' })
    const replies = await Promise.all(Array.from({ length: 30 }, post))
    const limited = replies.flatMap((reply) => (reply.ok ? [] : [reply.error]))
    expect(replies.filter((reply) => reply.ok)).toHaveLength(20)
    expect(new Set(limited.map((error) => error.code))).toEqual(new Set(['rate_limited']))
    const wait = Math.max(...limited.map((error) => error.retryAfterMs ?? 0))
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(5_000)
    await new Promise((resolve) => setTimeout(resolve, wait + 50))
    expect(await post()).toMatchObject({ ok: true })
    await strict.stop()
  })

  test('of commands are refused, and in the end close only that socket', async () => {
    const strict = await startServer()
    const [fast, calm] = [await register(strict.url), await register(strict.url)]
    const place = await createRoom(fast, [calm])
    const line = await fast.connect()
    const other = await calm.connect()
    await other.send('room:watch', { roomId: place.id })
    const replies = await Promise.all(
      Array.from({ length: 600 }, () => line.ask('typing:set', { roomId: place.id, typing: true })),
    )
    const limited = replies.flatMap((reply) => (reply.ok ? [] : [reply.error]))
    expect(limited.length).toBeGreaterThan(200)
    expect(limited[0]).toMatchObject({ code: 'rate_limited', retryAfterMs: expect.any(Number) })
    for (let i = 0; i < 3_000; i++) line.socket.emit('typing:set', { roomId: place.id, typing: true })
    expect(await line.closed).toBe('io server disconnect')
    await expect(say(other, place.id)).resolves.toMatchObject({ seq: 1 })
    await strict.stop()
  })
})
