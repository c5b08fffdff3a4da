import { Refusal } from '#lib/errors.ts'
import type { Endpoint } from './endpoint.ts'
import { asked, requireMethod } from './methods.ts'

const prefix = '/api/v1'

export type Match = { endpoint: Endpoint; params: Record<string, string> }

/**
 * Finds the endpoint of a method and a path, which is percent-encoded. Refuses a path that is none's and a
 * method its path does not take.
 */
export function matcher(endpoints: Endpoint[]) {
  const paths = new Map<string, { pattern: RegExp; methods: Map<string, Endpoint> }>()
  for (const endpoint of endpoints) {
    const { path, method } = endpoint
    const pattern = new RegExp(`^${prefix}${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`)
    const known = paths.get(path) ?? { pattern, methods: new Map<string, Endpoint>() }
    paths.set(path, known)
    known.methods.set(method, endpoint)
  }
  return (method: string, path: string): Match => {
    // A path that is written out is never taken for one with a name in its place.
    const whole = paths.get(path.slice(prefix.length))
    for (const { pattern, methods } of whole ? [whole] : paths.values()) {
      const match = pattern.exec(path)
      if (!match) continue
      requireMethod(method, [...methods.keys()])
      const params = Object.entries(match.groups ?? {}).map(([name, value]) => [
        name,
        decodeURIComponent(value),
      ])
      return { endpoint: methods.get(asked(method)) as Endpoint, params: Object.fromEntries(params) }
    }
    throw new Refusal('not_found', 'http.noSuchAddress')
  }
}
