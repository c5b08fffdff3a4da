import { Fault, Refusal } from '#lib/errors.ts'
import type { Endpoint } from './endpoint.ts'
import { asked, requireMethod } from './methods.ts'

const prefix = '/api/v1'

export type Match = { endpoint: Endpoint; params: Record<string, string> }

/** What may follow a part of a path: parts that are written out, and one that stands for any. */
type Node = { written: Map<string, Node>; any: Node | null; end: End | null }
type End = { names: string[]; methods: Map<string, Endpoint>; taken: string[] }

const node = (): Node => ({ written: new Map(), any: null, end: null })
const partsOf = (path: string) => path.slice(1).split('/')

/**
 * Finds the endpoint of a method and a path, which is percent-encoded. Refuses a path that is none's and a
 * method its path does not take. It looks at one part after the other, however many endpoints there are.
 */
export function matcher(endpoints: Endpoint[]) {
  const root = node()
  for (const endpoint of endpoints) add(root, endpoint)

  return (method: string, path: string): Match => {
    const values: string[] = []
    const end = path.startsWith(`${prefix}/`)
      ? find(root, partsOf(path.slice(prefix.length)), 0, values)
      : null
    if (!end) throw new Refusal('not_found', 'http.noSuchAddress')
    requireMethod(method, end.taken)
    const params: Record<string, string> = {}
    for (const [at, name] of end.names.entries()) params[name] = decodeURIComponent(values[at] as string)
    return { endpoint: end.methods.get(asked(method)) as Endpoint, params }
  }
}

function add(root: Node, endpoint: Endpoint) {
  const { method, path } = endpoint
  const names: string[] = []
  let at = root
  for (const part of partsOf(path)) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (name) names.push(name)
    else if (/[{}]/.test(part)) throw new Fault(`A part of ${path} is a name in part only.`)
    const next = (name ? at.any : at.written.get(part)) ?? node()
    if (name) at.any = next
    else at.written.set(part, next)
    at = next
  }
  at.end ??= { names, methods: new Map(), taken: [] }
  const { end } = at
  if (end.names.join() !== names.join()) throw new Fault(`${path} has other names elsewhere: ${end.names}.`)
  if (end.methods.has(method)) throw new Fault(`${method} ${path} is there twice.`)
  end.methods.set(method, endpoint)
  end.taken.push(method)
}

/** What is written out goes before a name; the name is tried where that leads nowhere. */
function find(from: Node, parts: string[], at: number, values: string[]): End | null {
  const part = parts[at]
  if (part === undefined) return from.end
  const written = from.written.get(part)
  const end = written && find(written, parts, at + 1, values)
  if (end || !from.any || part === '') return end ?? null
  values.push(part)
  const named = find(from.any, parts, at + 1, values)
  if (!named) values.pop()
  return named
}
