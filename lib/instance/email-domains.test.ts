import { expect, test } from 'vitest'
import { isDomain, isOfDomain, tidiedDomain } from './email-domains.ts'

test.each<[email: string, domain: string, is: boolean]>([
  ['ana@example.org', 'example.org', true],
  ['ana@EXAMPLE.org', 'example.org', true],
  ['ana@mail.example.org', 'example.org', false],
  ['ana@example.org', 'mail.example.org', false],
  ['ana@notexample.org', 'example.org', false],
  ['ana@example.org.evil.test', 'example.org', false],
  ['"x@example.org"@evil.test', 'example.org', false],
  ['ana@xn--bcher-kva.example', 'bücher.example', true],
  ['ana@bücher.example', 'xn--bcher-kva.example', true],
  ['ana@bucher.example', 'bücher.example', false],
  ['ana@example.org:80', 'example.org', false],
  ['ana@example.org/', 'example.org', false],
  ['ana@', 'example.org', false],
])('%s is of %s: %s', (email, domain, is) => {
  expect(isOfDomain(email, ['other.test', domain])).toBe(is)
})

test('a domain is kept in one form', () => {
  expect(tidiedDomain(' @Ｅxample.ORG. ')).toBe('example.org')
  expect(['example.org', 'bücher.example', 'a-b.co.uk', 'xn--bcher-kva.example'].every(isDomain)).toBe(true)
  for (const none of [
    '',
    'org',
    'a b.org',
    'a@b.org',
    'a.org:1',
    '.org',
    'a..org',
    '-a.org',
    '10.0.0.1',
    '[::1]',
  ])
    expect(isDomain(none), none).toBe(false)
})
