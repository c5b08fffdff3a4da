import { expect, test } from 'vitest'
import { mayUse, requireUse } from './policy.ts'
import type { Need, Viewer } from './schema.ts'

const somebody = { userId: 'ana', name: 'Ana', avatarUrl: null, role: 'admin' } as const
const needs: Need[] = ['read', 'write', 'rooms', 'call', 'admin', 'account', 'session']
const allowed = (viewer: Viewer) => needs.filter((need) => mayUse(viewer, need))

test('who signed in may do what they may; a guest looks after no installation', () => {
  for (const kind of ['browser', 'program'] as const)
    expect(allowed({ ...somebody, kind, sessionId: 's' })).toEqual(needs)
  expect(allowed({ ...somebody, kind: 'guest', sessionId: 's', roomId: 'r' })).toEqual(
    needs.filter((need) => need !== 'admin' && need !== 'account'),
  )
})

test.each(['token', 'bot'] as const)('a %s may what its scopes say, and never touch the account', (kind) => {
  const viewer = { ...somebody, kind, tokenId: 't' }
  expect(allowed({ ...viewer, scopes: ['read', 'call'] })).toEqual(['read', 'call'])
  expect(allowed({ ...viewer, scopes: [] })).toEqual([])
  const full = { ...viewer, scopes: ['read', 'write', 'rooms', 'call', 'admin'] } as const
  expect(allowed(full)).toEqual(full.scopes)
})

test('a refusal names the scope that is missing', () => {
  const viewer: Viewer = { ...somebody, kind: 'token', tokenId: 't', scopes: ['read'] }
  expect(() => requireUse(viewer, 'write')).toThrow(
    expect.objectContaining({ code: 'forbidden', message: expect.stringContaining('"write"') }),
  )
  expect(() => requireUse(viewer, 'read')).not.toThrow()
})
