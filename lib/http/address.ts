import { isIP, SocketAddress } from 'node:net'

/**
 * A caller's address in its one form: IPv4 dotted, IPv6 as RFC 5952 writes it, IPv4-mapped IPv6 (RFC 4291,
 * 2.5.5.2) as the IPv4 it stands for. Takes what sockets and proxies write: with a port, in brackets, with a
 * zone, with zeros in front. null for what is no address.
 */
export function addressOf(text: string): string | null {
  const [bare = ''] = text
    .slice(0, mostChars)
    .trim()
    .replace(/^\[([^\]]*)\](:\d+)?$/, '$1')
    .replace(/^([\d.]+):\d+$/, '$1')
    .split('%', 1)
  const four = dotted.exec(bare)
  if (four) {
    const parts = four.slice(1).map(Number)
    return parts.every((part) => part < 256) ? parts.join('.') : null
  }
  if (isIP(bare) !== 6) return null
  const { address } = new SocketAddress({ address: bare, family: 'ipv6' })
  return mapped.exec(address)?.[1] ?? address
}

/** More than any address has, with brackets, a zone and a port. */
const mostChars = 100
/** Zeros in front are only zeros: no proxy writes octal. */
const dotted = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/
const mapped = /^::ffff:([\d.]+)$/

/**
 * What a limit by address counts as one: an IPv4 address, of IPv6 the /64, of which one customer has all
 * addresses (RFC 6177). Takes an address in its one form; anything else stays what it is.
 */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address
  const [before = '', after] = address.replace(/(?:\d{1,3}\.){3}\d{1,3}$/, '0:0').split('::')
  const groups = (text = '') => (text === '' ? [] : text.split(':'))
  const [left, right] = [groups(before), groups(after)]
  const zeros = Array<string>(8 - left.length - right.length).fill('0')
  return `${[...left, ...zeros, ...right].slice(0, 4).join(':')}::/64`
}
