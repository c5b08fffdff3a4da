import { expect, test } from 'vitest'
import { makeKeys } from './keys.ts'

const keys = makeKeys('a secret of at least thirty-two characters')
const others = makeKeys('another secret of thirty-two characters')

test('what is sealed opens in its own place, whole, with the same secret, and nowhere else', () => {
  const sealed = keys.seal('JBSWY3DPEHPK3PXP', 'ana')
  expect(sealed).not.toContain('JBSW')
  expect(keys.seal('JBSWY3DPEHPK3PXP', 'ana'), 'twice is never the same').not.toBe(sealed)
  expect(keys.unseal(sealed, 'ana')).toBe('JBSWY3DPEHPK3PXP')
  expect(keys.unseal(sealed, 'bob')).toBeNull()
  expect(others.unseal(sealed, 'ana')).toBeNull()
  const other = sealed.startsWith('A') ? 'B' : 'A'
  for (const broken of ['', sealed.slice(0, -4), other + sealed.slice(1), `${sealed}AAAA`])
    expect(keys.unseal(broken, 'ana'), broken).toBeNull()
})

test('a mark is of its text and its secret', () => {
  expect(keys.isMark(keys.mark('a'), 'a')).toBe(true)
  expect(keys.isMark(keys.mark('a'), 'b')).toBe(false)
  expect(keys.isMark(others.mark('a'), 'a')).toBe(false)
  expect(keys.isMark('', 'a')).toBe(false)
})
