import { afterEach, expect, test, vi } from 'vitest'
import type { Room } from '#lib/rooms/schema.ts'
import type { Page } from '../schema.ts'
import { addressOf, allOf, api } from './client.ts'

const answering = (answer: (url: URL) => Response) => {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path)
    return answer(new URL(path, 'http://rooms.test'))
  })
  return asked
}
afterEach(() => vi.unstubAllGlobals())

/** Three pages of two. */
const pages = ({ searchParams }: URL) => {
  const at = Number(searchParams.get('cursor'))
  return Response.json({ items: [at, at + 1], nextCursor: at < 4 ? String(at + 2) : null })
}

test('a whole list is asked for page by page, and no further than it is wanted', async () => {
  const asked = answering(pages)
  expect(await allOf('GET /users', { query: { query: '' } })).toEqual([0, 1, 2, 3, 4, 5])
  expect(asked).toEqual([
    '/api/v1/users?query=&limit=100',
    '/api/v1/users?query=&limit=100&cursor=2',
    '/api/v1/users?query=&limit=100&cursor=4',
  ])
  expect(await allOf('GET /users', { query: { query: '' } }, 3)).toEqual([0, 1, 2, 3])
})

test('a line that breaks in the middle of an answer is a server that cannot be reached', async () => {
  answering(() => new Response('{"items": [', { headers: { 'content-type': 'application/json' } }))
  await expect(api('GET /users')).rejects.toMatchObject({ name: 'Refusal', code: 'unavailable' })
})

test('what the server refuses has its words, its code and its fields', async () => {
  const errors = [{ path: 'name', message: 'Must not be empty' }]
  answering(() =>
    Response.json({ code: 'invalid_input', detail: 'Must not be empty', errors }, { status: 400 }),
  )
  await expect(api('GET /rooms')).rejects.toMatchObject({
    code: 'invalid_input',
    message: 'Must not be empty',
    issues: errors,
  })
})

test('what a path and a query are given stays in its place, whatever is in it', async () => {
  const asked = answering(() => new Response(null, { status: 204 }))
  await api('DELETE /files/{fileId}', { params: { fileId: '../me?a=b#c' } })
  await api('GET /users', { query: { query: 'a&limit=1 +ü', cursor: null } })
  expect(asked).toEqual(['/api/v1/files/..%2Fme%3Fa%3Db%23c', '/api/v1/users?query=a%26limit%3D1+%2B%C3%BC'])
  expect(
    addressOf('GET /rooms/{roomId}/export', { params: { roomId: 'a b' }, query: { format: 'html' } }),
  ).toBe('/api/v1/rooms/a%20b/export?format=html')
})

test('a call is one of those that endpoints describe, with what they take', async () => {
  answering(() => Response.json({}))
  // @ts-expect-error there is no such path
  await api('GET /rooms/{roomId}/walls', { params: { roomId: 'a' } })
  // @ts-expect-error nor such a method of it
  await api('POST /users')
  // @ts-expect-error the room is missing
  await api('GET /rooms/{roomId}/members')
  // @ts-expect-error a limit is a number
  await api('GET /users', { query: { limit: 'many' } })
  // @ts-expect-error a preview is asked for by its address
  await api('POST /previews', { body: { address: 'https://example.org' } })
  const room: Promise<Room> = api('GET /rooms/{roomId}', { params: { roomId: 'a' } })
  // @ts-expect-error a room is no list
  const list: Promise<Page<Room>> = room
  expect(await list).toEqual({})
})
