import { expect, test } from 'vitest'
import { isNetwork } from './networks.ts'

test('networks are told from what is none', () => {
  expect(['10.0.0.0/8', 'fd00::/8', '127.0.0.1/32'].every(isNetwork)).toBe(true)
  expect(['10.0.0.0', '10.0.0.0/33', 'fd00::/129', 'home/8', '10.0.0.0/', ''].some(isNetwork)).toBe(false)
})
