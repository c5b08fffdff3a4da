import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { Refusal } from '#lib/errors.ts'
import { services } from '#lib/services.ts'
import { type Answer, type Asked, answer } from './answer.ts'
import { readText } from './body.ts'
import type { Endpoint } from './endpoint.ts'
import { problemOf } from './problem.ts'

type RouteContext = { params: Promise<Record<string, string | string[]>> }
type RouteHandler = (request: Request, context: RouteContext) => Promise<Response>
type Routes = Record<'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', RouteHandler>

const respond = ({ status, headers, body }: Answer) =>
  new Response(body instanceof Readable ? (Readable.toWeb(body) as BodyInit) : body, { status, headers })

/**
 * The route handlers of one path: Next finds them by the names of their methods. Only bench/http.ts asks
 * them; the server answers by fast-path.ts.
 */
export function routes(...endpoints: Endpoint[]): Routes {
  const handle: RouteHandler = async (request, { params }) => {
    const endpoint = endpoints.find((each) => each.method === request.method)
    if (!endpoint) return respond(problemOf(new Refusal('not_found', 'http.noSuchAddress')))
    const url = new URL(request.url)
    const asked: Asked = {
      method: request.method,
      path: url.pathname,
      query: url.search.slice(1),
      params: (await params) as Asked['params'],
      header: (name: string) => request.headers.get(name) ?? undefined,
      text: () => readText(request.body, endpoint.bodyBytes?.()),
      stream: () => Readable.fromWeb((request.body ?? new Blob().stream()) as ReadableStream),
      gone: () => request.signal,
    }
    return respond(await answer(endpoint, asked, services()))
  }
  return { GET: handle, POST: handle, PUT: handle, PATCH: handle, DELETE: handle }
}
