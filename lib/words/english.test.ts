import { expect, test } from 'vitest'
import { english } from './english.ts'

test('English counts and names', () => {
  expect(english('accounts.strength.least', { characters: 1 })).toBe('At least 1 character.')
  expect(english('accounts.strength.least', { characters: 8 })).toBe('At least 8 characters.')
  expect(english('accounts.menu.label', { name: '{Ana} <b>' })).toBe('Account: {Ana} <b>')
})
