import { expect, test } from 'vitest'
import { returnTo } from './return-to.ts'

test('only paths of this site', () => {
  expect(returnTo('/rooms/abc?message=3')).toBe('/rooms/abc?message=3')
  for (const bad of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '',
    undefined,
  ]) {
    expect(returnTo(bad)).toBe('/rooms')
  }
})
