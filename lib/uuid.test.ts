import { expect, test } from 'vitest'
import { newMessage } from './messages/schema.ts'
import { newUuid } from './uuid.ts'

test('is a UUID the server takes, and never the same', () => {
  const ids = Array.from({ length: 1_000 }, () => newUuid())
  expect(new Set(ids).size).toBe(1_000)
  for (const clientId of ids)
    expect(newMessage.safeParse({ clientId, content: 'Hello' }).success, clientId).toBe(true)
})

test('is of version 7, and begins with the time', () => {
  for (const at of [0, 1, 1_764_547_200_000, 2 ** 48 - 1]) {
    const id = newUuid(at)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(at)
  }
})
