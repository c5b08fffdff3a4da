import { expect, test } from 'vitest'
import { newMessage } from './messages/schema.ts'
import { newUuid } from './uuid.ts'

test('is a UUID the server takes, and never the same', () => {
  const ids = Array.from({ length: 1_000 }, () => newUuid())
  expect(new Set(ids).size).toBe(1_000)
  for (const clientId of ids)
    expect(newMessage.safeParse({ clientId, content: 'Hello' }).success, clientId).toBe(true)
})

test('comes after those that were made before', () => {
  const ids = [0, 1, 1_764_547_200_000, 1_764_547_200_001].map((at) => newUuid(at))
  expect(ids.toSorted()).toEqual(ids)
})
