import { expect, test } from 'vitest'
import * as policy from './policy.ts'
import { instanceRole } from './schema.ts'

test('each sentence, of each role', () => {
  const told = Object.entries(policy).map(([sentence, may]) => [
    sentence,
    instanceRole.options.filter((role) => may({ role }, { roomCreation: 'members' })),
  ])
  expect(Object.fromEntries(told)).toEqual({
    isGuest: ['guest'],
    mayAdminister: ['admin'],
    mayDeleteJoinedRooms: ['admin'],
    mayOpenDirectRooms: ['member', 'admin'],
    mayCreateRooms: ['member', 'admin'],
    mayBrowse: ['member', 'admin'],
    mayAddEmoji: ['member', 'admin'],
    mayRemoveAnyEmoji: ['admin'],
    mayInvite: ['bot', 'member', 'admin'],
    mayFindEverybody: ['bot', 'member', 'admin'],
  })
})

test('rooms are made by administrators alone where it is set so', () => {
  const may = instanceRole.options.filter((role) =>
    policy.mayCreateRooms({ role }, { roomCreation: 'admins' }),
  )
  expect(may).toEqual(['admin'])
})
