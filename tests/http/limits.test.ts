import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import type { Room } from '#lib/rooms/schema.ts'
import { http, register } from '../client.ts'
import { startServer } from '../server.ts'
import { expectProblem } from './problem.ts'

const server = await startServer({
  LIMIT_MESSAGE_CHARS: '30000',
  LIMIT_SOCKET_FRAME_BYTES: '200000',
  LIMIT_ROOM_NAME_CHARS: '12',
  LIMIT_USER_NAME_CHARS: '10',
  LIMIT_DESCRIPTION_CHARS: '20',
  LIMIT_PASSWORD_MIN_CHARS: '14',
  LIMIT_PASSWORD_MAX_CHARS: '64',
})
afterAll(server.stop)
const ana = await register(server.url, 'Ana')
const room = await ana.post<Room>('/rooms', { name: 'n'.repeat(12), description: 'd'.repeat(20) })
const longest = 'a way through the garden, past two sheds and over a wall of moss'
const newcomer = () => ({ email: `${randomUUID()}@example.org`, name: 'Mia', password: longest })

describe('lengths that are set', () => {
  test('hold over HTTP, to the character', async () => {
    const say = (content: string) =>
      ana.http('POST', `/rooms/${room.id}/messages`, { clientId: randomUUID(), content })
    expect((await say('x'.repeat(30_000))).status).toBe(201)
    expectProblem(await say('x'.repeat(30_001)), 'invalid_input', 400)
    // As many bytes as that many characters can take.
    const escaped = JSON.stringify({ clientId: randomUUID(), content: 'C' }).replace(
      'C',
      '\\u4e2d'.repeat(30_000),
    )
    expect((await ana.http('POST', `/rooms/${room.id}/messages`, escaped)).status).toBe(201)

    for (const change of [{ name: 'n'.repeat(13) }, { description: 'd'.repeat(21) }])
      expectProblem(await ana.http('PATCH', `/rooms/${room.id}`, change), 'invalid_input', 400)
    for (const person of [
      { password: longest.slice(0, 13) },
      { password: `${longest}.` },
      { name: 'm'.repeat(11) },
    ])
      expectProblem(
        await http(server.url)('POST', '/auth/register', { ...newcomer(), ...person }),
        'invalid_input',
        400,
      )
    expect((await http(server.url)('POST', '/auth/register', newcomer())).status).toBe(201)
  })

  test('hold over a socket, whose frame is large enough', async () => {
    const line = await ana.connect()
    const say = (content: string) =>
      line.ask('message:post', { roomId: room.id, clientId: randomUUID(), content })
    expect(await say('中'.repeat(30_000))).toMatchObject({ ok: true })
    expect(await say('x'.repeat(30_001))).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
    line.close()
  })

  test('stand in the OpenAPI document', async () => {
    const { body } = await http(server.url)('GET', '/openapi.json')
    expect(JSON.stringify(body)).toContain('"content":{"type":"string","maxLength":30000}')
    expect(JSON.stringify(body)).toContain('"password":{"type":"string","minLength":14,"maxLength":64}')
    expect(JSON.stringify(body)).toContain('"description":{"type":"string","maxLength":20}')
  })

  test('stand on the page', async () => {
    const page = await (await fetch(`${server.url}/register`)).text()
    expect(page).toContain('At least 14 characters.')
    expect(page).toMatch(/<input[^>]*minLength="14"[^>]*maxLength="64"/)
    expect(page).toMatch(/<input[^>]*maxLength="10"/)
  })
})
