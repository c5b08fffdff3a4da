import { expect, test } from 'vitest'
import { Fault } from '#lib/errors.ts'
import type { Endpoint } from './endpoint.ts'
import { matcher } from './match.ts'

const described = (method: Endpoint['method'], path: string): Endpoint => ({
  method,
  path,
  summary: '',
  needs: 'nothing',
  handle: async () => undefined,
})
const find = matcher([
  described('GET', '/rooms'),
  described('GET', '/rooms/{roomId}'),
  described('PATCH', '/rooms/{roomId}'),
  described('GET', '/rooms/all'),
  described('GET', '/rooms/{roomId}/messages/{messageId}'),
  described('GET', '/rooms/all/people'),
  described('GET', '/rooms/{id}/people'),
])
const found = (path: string, method = 'GET') => {
  const { endpoint, params } = find(method, path)
  return [endpoint.path, params]
}

test.each([
  ['/api/v1/rooms', '/rooms', {}],
  ['/api/v1/rooms/one', '/rooms/{roomId}', { roomId: 'one' }],
  [
    '/api/v1/rooms/a%20b%2Fc/messages/%C3%A9',
    '/rooms/{roomId}/messages/{messageId}',
    { roomId: 'a b/c', messageId: 'é' },
  ],
  ['/api/v1/rooms/all', '/rooms/all', {}],
  ['/api/v1/rooms/all/people', '/rooms/all/people', {}],
  ['/api/v1/rooms/one/people', '/rooms/{id}/people', { id: 'one' }],
  // What is written out leads nowhere here: it is a name after all.
  [
    '/api/v1/rooms/all/messages/one',
    '/rooms/{roomId}/messages/{messageId}',
    { roomId: 'all', messageId: 'one' },
  ],
])('%s is %s', (path, endpoint, params) => {
  expect(found(path)).toEqual([endpoint, params])
})

test.each([
  '/api/v1',
  '/api/v1/',
  '/api/v1/rooms/',
  '/api/v1/rooms//messages/one',
  '/api/v1/rooms/one/',
  '/api/v1x/rooms',
])('%s is nowhere', (path) => {
  expect(() => found(path)).toThrow(expect.objectContaining({ code: 'not_found' }))
})

test('a method its path does not take is refused, and HEAD is taken where GET is', () => {
  expect(found('/api/v1/rooms/one', 'PATCH')).toEqual(['/rooms/{roomId}', { roomId: 'one' }])
  expect(found('/api/v1/rooms/one', 'HEAD')).toEqual(['/rooms/{roomId}', { roomId: 'one' }])
  expect(() => found('/api/v1/rooms/all', 'PATCH')).toThrow(
    expect.objectContaining({ code: 'method_not_allowed' }),
  )
})

test.each([
  ['a name in part', [described('GET', '/rooms/{roomId}.json')]],
  ['other names', [described('GET', '/rooms/{roomId}'), described('PATCH', '/rooms/{id}')]],
  ['one twice', [described('GET', '/rooms/{roomId}'), described('GET', '/rooms/{roomId}')]],
])('endpoints with %s are a fault', (_, endpoints) => {
  expect(() => matcher(endpoints)).toThrow(Fault)
})
