import { expect, test } from 'vitest'
import { trustedProxies } from './trusted-proxies.ts'

test('unset it believes nobody, by 1 its neighbour alone', () => {
  expect(trustedProxies('')?.has('127.0.0.1')).toBe(false)
  expect(trustedProxies('0')?.has('127.0.0.1')).toBe(false)
  const neighbour = trustedProxies('1')
  expect(neighbour?.has('203.0.113.7')).toBe(true)
  expect(neighbour?.callerIn('198.51.100.9, 203.0.113.7')).toBe('203.0.113.7')
  expect(neighbour?.callerIn('not an address')).toBe(null)
})

test('by networks it believes those alone, and each of them what its neighbour was', () => {
  const ours = trustedProxies('127.0.0.1, 10.0.0.0/8, ::1')
  for (const address of ['127.0.0.1', '10.9.8.7', '::1']) expect(ours?.has(address)).toBe(true)
  for (const address of ['127.0.0.2', '11.0.0.1', '::2', '']) expect(ours?.has(address)).toBe(false)
  expect(ours?.callerIn('203.0.113.7')).toBe('203.0.113.7')
  // Two proxies of ours in a row, and a caller that claims to be somebody else.
  expect(ours?.callerIn('198.51.100.9, 203.0.113.7, 10.1.1.1')).toBe('203.0.113.7')
  expect(ours?.callerIn('10.1.1.1'), 'somebody inside').toBe('10.1.1.1')
  expect(ours?.callerIn('198.51.100.9, nonsense, 10.1.1.1')).toBe('10.1.1.1')
})

test.each(['yes', '10.0.0.0/33', 'proxy.example.org', '127.0.0.1,,'])('%s is neither', (setting) => {
  expect(trustedProxies(setting)).toBe(null)
})
