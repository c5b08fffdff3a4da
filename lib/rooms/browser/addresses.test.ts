import { expect, test } from 'vitest'
import { addressesIn } from './addresses.ts'

test('addresses are found however they were listed, each once, and what is none is told', () => {
  const list = `Ana Lee <ana@example.org>, bob@example.org;\nBOB@example.org
  "Carl" <carl@example.org>
  dan@example.org eve@example.org
  , ;
  somebody
  Fay <fay@>
  a@b`
  expect(addressesIn(list)).toEqual({
    addresses: ['ana', 'bob', 'carl', 'dan', 'eve'].map((name) => `${name}@example.org`),
    odd: ['somebody', 'Fay <fay@>', 'a@b'],
  })
  expect(addressesIn(' \n ')).toEqual({ addresses: [], odd: [] })
})
