import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Services } from '#lib/services.ts'
import { answer } from './answer.ts'
import { readText } from './body.ts'
import type { Endpoint } from './endpoint.ts'

type Matcher = { endpoint: Endpoint; pattern: RegExp }

/**
 * Answers the given endpoints straight from the HTTP server, before Next: the same endpoint through the same door, without the cost of a
 * framework around it. Gives false for everything else.
 */
export function bareDoor(endpoints: Endpoint[], services: Services) {
  const matchers: Matcher[] = endpoints.map((endpoint) => ({
    endpoint,
    pattern: new RegExp(`^/api/v1${endpoint.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
  }))

  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const url = request.url ?? ''
    if (!url.startsWith('/api/v1/')) return false
    const [path = '', query = ''] = url.split('?', 2)
    for (const { endpoint, pattern } of matchers) {
      const match = endpoint.method === request.method ? pattern.exec(path) : null
      if (!match) continue
      void serve(endpoint, request, response, { path, query, params: { ...match.groups } }, services)
      return true
    }
    return false
  }
}

async function serve(
  endpoint: Endpoint,
  request: IncomingMessage,
  response: ServerResponse,
  { path, query, params }: { path: string; query: string; params: Record<string, string> },
  services: Services,
) {
  const header = (name: string) => {
    const value = request.headers[name]
    return Array.isArray(value) ? value[0] : value
  }
  const call = {
    method: request.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    params,
    header,
    text: () => readText(request),
    stream: () => request,
  }
  const { status, headers, body } = await answer(endpoint, call, services)
  response.writeHead(status, headers)
  // Whoever goes away in the middle of a file ends the reading of it, and that is all.
  if (body instanceof Readable) await pipeline(body, response).catch(() => response.destroy())
  else response.end(body)
}
