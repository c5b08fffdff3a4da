import { afterEach, expect, test, vi } from 'vitest'
import { allOf, api } from './client.ts'

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
  expect(await allOf<number>('/people?query=')).toEqual([0, 1, 2, 3, 4, 5])
  expect(asked).toEqual([
    '/api/v1/people?query=&limit=100',
    '/api/v1/people?query=&limit=100&cursor=2',
    '/api/v1/people?query=&limit=100&cursor=4',
  ])
  expect(await allOf<number>('/people?query=', 3)).toEqual([0, 1, 2, 3])
})

test('a line that breaks in the middle of an answer is a server that cannot be reached', async () => {
  answering(() => new Response('{"items": [', { headers: { 'content-type': 'application/json' } }))
  await expect(api('/people')).rejects.toMatchObject({ name: 'Refusal', code: 'unavailable' })
})

test('what the server refuses has its words, its code and its fields', async () => {
  const errors = [{ path: 'name', message: 'Must not be empty' }]
  answering(() =>
    Response.json({ code: 'invalid_input', detail: 'Must not be empty', errors }, { status: 400 }),
  )
  await expect(api('/rooms')).rejects.toMatchObject({
    code: 'invalid_input',
    message: 'Must not be empty',
    issues: errors,
  })
})
