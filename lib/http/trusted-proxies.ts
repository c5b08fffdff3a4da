import { isIP } from 'node:net'
import { addressOf } from './address.ts'
import { isNetwork, listOf } from './networks.ts'

/** Whose word on where a request came from is believed. */
export type TrustedProxies = {
  /** Whether this neighbour is a proxy of ours. */
  has: (address: string) => boolean
  /** Whom a proxy of ours took a request from, by what `X-Forwarded-For` says; null when it does not. */
  callerIn: (forwardedFor: string) => string | null
}

/** `1` or `true`: whoever is the neighbour. Otherwise addresses and networks; null when they are none. */
export function trustedProxies(setting: string): TrustedProxies | null {
  if (/^(?:0|false)?$/.test(setting)) return nobody
  if (/^(?:1|true)$/.test(setting)) return neighbours
  const networks = setting.split(',').map((part) => asNetwork(part.trim()))
  if (!networks.every(isNetwork)) return null
  const list = listOf(networks)
  const has = (address: string) =>
    isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
  return {
    has,
    // Each proxy adds its neighbour at the end. What stands before a stranger is that one's own claim.
    callerIn: (line) => addressesIn(line).findLast((address, at) => at === 0 || !has(address)) ?? null,
  }
}

const nobody: TrustedProxies = { has: () => false, callerIn: () => null }
const neighbours: TrustedProxies = {
  has: () => true,
  callerIn: (line) => addressesIn(line).at(-1) ?? null,
}

const asNetwork = (text: string) => (isIP(text) === 0 ? text : `${text}/${isIP(text) === 6 ? 128 : 32}`)

/** Nothing before an entry that is no address is believed. */
function addressesIn(line: string): string[] {
  const found = line.split(',').map((part) => addressOf(part))
  return found.slice(found.lastIndexOf(null) + 1).flatMap((address) => address ?? [])
}
