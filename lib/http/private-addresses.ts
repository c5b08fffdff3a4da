import { isIP } from 'node:net'
import { listOf } from './networks.ts'

/*
 * Addresses that are not the public internet (IANA's special-purpose registries, RFC 6890), and one public
 * address that a cloud answers to its own machines only. Of IPv6 everything outside 2000::/3 is refused,
 * which covers loopback, link-local, unique-local, multicast, IPv4-mapped and NAT64 addresses.
 */
const special = listOf([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
])
const global6 = listOf(['2000::/3'])

/**
 * Whether an address (dotted IPv4, or IPv6 without brackets) is one of the public
 * internet. Anything else that is given is not.
 */
export function isPublic(address: string): boolean {
  const family = isIP(address)
  if (family === 0 || address.includes('%')) return false
  if (family === 6 && !global6.check(address, 'ipv6')) return false
  return !special.check(address, family === 6 ? 'ipv6' : 'ipv4')
}
