import { expect, test } from 'vitest'
import * as policy from './policy.ts'
import { instanceRole } from './schema.ts'

test('each sentence, of each role', () => {
  const told = Object.entries(policy).map(([sentence, may]) => [
    sentence,
    instanceRole.options.filter((role) => may({ role })),
  ])
  expect(Object.fromEntries(told)).toEqual({
    mayAdminister: ['admin'],
    mayDeleteJoinedRooms: ['admin'],
    mayCreateRooms: ['member', 'admin'],
    mayBrowse: ['member', 'admin'],
    mayAddEmoji: ['member', 'admin'],
    mayRemoveAnyEmoji: ['admin'],
    mayInvite: ['bot', 'member', 'admin'],
    mayFindEverybody: ['bot', 'member', 'admin'],
  })
})
