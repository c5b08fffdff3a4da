import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inParts } from './in-parts.ts'

test('parts that take long are never so small that asking for them is all that takes time', async () => {
  const sizes: number[] = []
  let left = 320
  const part = async (size: number) => {
    sizes.push(size)
    left -= size
    // Longer than a part may take, whatever its size.
    await pause(12)
    return left > 0
  }
  await inParts(part, new AbortController().signal)
  expect(new Set(sizes)).toEqual(new Set([8, 32]))
})
