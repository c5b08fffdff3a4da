import { expect, test } from 'vitest'
import { addressOf, networkOf } from './address.ts'

test.each([
  ['1.2.3.4', '1.2.3.4'],
  [' 1.2.3.4 ', '1.2.3.4'],
  ['1.2.3.4:5678', '1.2.3.4'],
  ['001.002.003.004', '1.2.3.4'],
  ['010.0.0.1', '10.0.0.1'],
  ['::ffff:1.2.3.4', '1.2.3.4'],
  ['::FFFF:1.2.3.4', '1.2.3.4'],
  ['::ffff:102:304', '1.2.3.4'],
  ['0:0:0:0:0:ffff:102:304', '1.2.3.4'],
  ['[::ffff:1.2.3.4]:80', '1.2.3.4'],
  ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['2001:0db8::0001', '2001:db8::1'],
  ['[2001:db8::1]', '2001:db8::1'],
  ['[2001:db8::1]:443', '2001:db8::1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['[fe80::1%25eth0]:443', 'fe80::1'],
  ['::1', '::1'],
])('%s is %s', (written, address) => {
  expect(addressOf(written)).toBe(address)
  expect(addressOf(address)).toBe(address)
})

test.each([
  '',
  'unknown',
  '_hidden',
  '1.2.3',
  '1.2.3.256',
  '1.2.3.4.5',
  '1.2.3.4:',
  '0001.2.3.4',
  'example.org',
  ':::',
  '[1.2.3.4',
  '2001:db8::1::2',
  '2001:db8::g',
  "1.2.3.4' or 1",
])('%s is no address', (written) => expect(addressOf(written)).toBeNull())

test('of IPv6 a whole /64 is one network, of IPv4 each address', () => {
  for (const address of ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::'])
    expect(networkOf(address)).toBe('2001:db8:1:2::/64')
  expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0::/64')
  expect(networkOf('::1')).toBe('0:0:0:0::/64')
  expect(networkOf('::1.2.3.4')).toBe('0:0:0:0::/64')
  expect(networkOf('2001:db8:1:3::1')).not.toBe(networkOf('2001:db8:1:2::1'))
  expect(networkOf('1.2.3.4')).toBe('1.2.3.4')
  expect(networkOf(networkOf('2001:db8:1:2::1'))).toBe('2001:db8:1:2::/64')
  expect(networkOf('own someone')).toBe('own someone')
})
