import { expect, test } from 'vitest'
import { english } from './english.ts'
import { isolatedValues } from './isolated-values.ts'

test('English counts and names', () => {
  expect(english('accounts.strength.least', { characters: 1 })).toBe('At least 1 character.')
  expect(english('accounts.strength.least', { characters: 8 })).toBe('At least 8 characters.')
  expect(english('accounts.menu.label', { name: '{Ana} <b>' })).toBe('Account: {Ana} <b>')
})

test('a name turns none of the words around it', () => {
  expect(english('accounts.menu.label', { name: 'שרה' })).toBe('Account: \u2068שרה\u2069')
  expect(english('accounts.menu.label', { name: '\u202eanA' })).toBe('Account: \u2068\u202eanA\u2069')
  expect(isolatedValues({ name: 'Ana', count: 3 }, 'ar')).toEqual({ name: '\u2068Ana\u2069', count: 3 })
})
