/** `one` server, the master that `sentinel`s name, or a `cluster`. */
type Kind = 'one' | 'sentinel' | 'cluster'
export type Place = { host: string; port: number }
export type RedisAddress = {
  kind: Kind
  /** Who is asked: the server itself, sentinels, or some nodes of the cluster. */
  places: Place[]
  /** How the sentinels call it. */
  master: string
  tls: boolean
  username: string | undefined
  password: string | undefined
  /** Of the sentinels themselves, where they ask for one. */
  sentinelPassword: string | undefined
  database: number | undefined
}

/**
 * What all of ours in Redis is called by: braces, by which a cluster keeps it in one slot, and so at one of
 * its masters, in order (https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/).
 */
export const tag = '{rooms}'

const schemes: Record<string, [Kind, tls: boolean]> = {
  redis: ['one', false],
  rediss: ['one', true],
  'redis+sentinel': ['sentinel', false],
  'rediss+sentinel': ['sentinel', true],
  'redis+cluster': ['cluster', false],
  'rediss+cluster': ['cluster', true],
}
const ports: Record<Kind, number> = { one: 6379, sentinel: 26_379, cluster: 6379 }

/**
 * `redis://user:password@host:6379/0`, `redis+sentinel://host:26379,host:26379/name?sentinelPassword=…`,
 * `redis+cluster://host:6379,host:6379`; with `rediss` over TLS. null of what is none of these.
 */
export function redisAddress(text: string): RedisAddress | null {
  const [scheme = '', rest = ''] = text.split(/:\/\/(.*)/s)
  const [kind, tls] = schemes[scheme] ?? []
  if (!kind) return null
  const [authority = ''] = rest.split(/[/?#]/, 1)
  const from = authority.lastIndexOf('@') + 1
  const hosts = authority.slice(from).split(',')
  const places = hosts.map((host) => placeOf(host, ports[kind]))
  const url = URL.parse(`redis://${authority.slice(0, from)}${hosts[0]}${rest.slice(authority.length)}`)
  if (!url || !isWhole(places) || (kind === 'one' && places.length > 1)) return null
  try {
    const path = decodeURIComponent(url.pathname.slice(1))
    const fits = { one: /^\d{0,5}$/, sentinel: /^[\w.-]+$/, cluster: /^$/ }[kind].test(path)
    return fits
      ? {
          kind,
          places,
          master: kind === 'sentinel' ? path : '',
          tls: tls ?? false,
          username: decodeURIComponent(url.username) || undefined,
          password: decodeURIComponent(url.password) || undefined,
          sentinelPassword: url.searchParams.get('sentinelPassword') ?? undefined,
          database: kind === 'one' && path !== '' ? Number(path) : undefined,
        }
      : null
  } catch {
    return null
  }
}

function placeOf(text: string, standard: number): Place | null {
  const url = URL.parse(`redis://${text}`)
  if (!url || url.hostname === '' || url.host !== text) return null
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || standard) }
}

const isWhole = (places: (Place | null)[]): places is Place[] => !places.includes(null)
