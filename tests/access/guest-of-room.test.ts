import { afterAll, expect, test } from 'vitest'
import type { TokenPair } from '#lib/accounts/schema.ts'
import { api } from '#lib/http/api.ts'
import { http, register } from '../client.ts'
import { startServer } from '../server.ts'

const server = await startServer()
afterAll(server.stop)
const owner = await register(server.url, 'Ana')
const { id: roomId } = await owner.post<{ id: string }>('/rooms', { name: 'Kitchen', visibility: 'private' })
const { url } = await owner.post<{ url: string }>(`/rooms/${roomId}/guest-link`, { expiresInMs: 86_400_000 })
const { body } = await http(server.url)('POST', '/guests', { token: url.split('/').at(-1), name: 'Gus' })
const gus = http(server.url, (body as TokenPair).accessToken)

const needing = (needs: string) => api.filter((one) => one.needs === needs)

test('a guest of the room changes their name, and goes', async () => {
  expect(
    needing('session')
      .map(({ method, path }) => `${method} ${path}`)
      .sort(),
  ).toEqual(['PATCH /me', 'POST /auth/logout'])
  expect(await gus('PATCH', '/me', { name: 'Gustav' })).toMatchObject({ status: 200 })
  expect(await gus('PATCH', '/me', { status: { emoji: null, text: 'Busy', until: null } })).toMatchObject({
    status: 403,
    body: { reason: 'accounts.guest' },
  })
  expect(await gus('POST', '/auth/logout')).toMatchObject({ status: 204 })
  expect(await gus('GET', '/me')).toMatchObject({ status: 401 })
})
