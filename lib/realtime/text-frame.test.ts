import { expect, test } from 'vitest'
import { textFrame } from './text-frame.ts'

test.each([0, 1, 125, 126, 65_535, 65_536])('a text of %i bytes is framed with its length', (bytes) => {
  const head = textFrame('x'.repeat(bytes)).subarray(0, bytes < 126 ? 2 : bytes < 65_536 ? 4 : 10)
  expect([...head]).toEqual([0x81, ...lengthOf(bytes)])
  expect(textFrame('x'.repeat(bytes))).toHaveLength(head.length + bytes)
})

test('its length is that of its bytes, whatever they spell', () => {
  const text = 'Grüße, 你好 👋🏽'
  const frame = textFrame(text)
  expect(frame[1]).toBe(Buffer.byteLength(text))
  expect(frame.subarray(2).toString('utf8')).toBe(text)
})

/** As RFC 6455, 5.2 has it. */
function lengthOf(bytes: number): number[] {
  if (bytes < 126) return [bytes]
  if (bytes < 65_536) return [126, bytes >> 8, bytes & 0xff]
  return [127, 0, 0, 0, 0, 0, bytes >> 16, (bytes >> 8) & 0xff, bytes & 0xff]
}
