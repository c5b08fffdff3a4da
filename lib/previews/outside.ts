import { Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { Env } from '#lib/env.ts'
import { listOf } from '#lib/http/networks.ts'
import { isPublic } from '#lib/http/private-addresses.ts'

/** What of the world outside may be asked for what a link shows. */
export type Outside = {
  /** All addresses of a name. */
  resolve: (name: string) => Promise<string[]>
  allows: (address: string) => boolean
  ports: number[]
}

/** As it is set: the public internet, and networks that are named. */
export function outsideOf(env: Pick<Env, 'LINK_PREVIEW_PORTS' | 'LINK_PREVIEW_NETWORKS'>): Outside {
  const named = listOf(env.LINK_PREVIEW_NETWORKS)
  return {
    resolve,
    allows: (address) => isPublic(address) || named.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4'),
    ports: env.LINK_PREVIEW_PORTS,
  }
}

/**
 * Asks the name servers themselves: the system's own lookup would hold threads that reading files needs, and
 * knows names of this machine.
 */
async function resolve(name: string): Promise<string[]> {
  const resolver = new Resolver({ timeout: 1_500, tries: 2 })
  const found = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
  return found.flatMap((one) => (one.status === 'fulfilled' ? one.value : []))
}
