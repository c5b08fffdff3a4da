import type { IceServer } from '../../schema.ts'

/** `turn:` and `turns:` (RFC 7065) are relays; `stun:` (RFC 7064) only tells one's own address. */
export const isRelay = (url: string): boolean => /^turns?:/.test(url)

export const urlsOf = (iceServers: IceServer[]): string[] => iceServers.flatMap(({ urls }) => urls)
export const relaysOf = (iceServers: IceServer[]): string[] => urlsOf(iceServers).filter(isRelay)

const hostOf = (url: string): string => (url.split('?')[0] ?? '').replace(/^\w+:/, '').replace(/:\d+$/, '')

const privateHosts = [
  /^localhost$/,
  /^[^.:[]+$/,
  /\.(local|internal|lan)$/,
  /^127\./,
  /^10\./,
  /^192\.168\./,
  /^172\.(1[6-9]|2\d|3[01])\./,
  /^169\.254\./,
  /^\[(::1|f[cd].*|fe80.*)\]$/,
]

/**
 * Whether only machines of the same network can find this address (RFC 1918, RFC 4193 and names without a
 * domain).
 */
export const isPrivate = (url: string): boolean =>
  privateHosts.some((pattern) => pattern.test(hostOf(url).toLowerCase()))
