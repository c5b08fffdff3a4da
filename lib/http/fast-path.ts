import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Refusal } from '#lib/errors.ts'
import type { Services } from '#lib/services.ts'
import { answer } from './answer.ts'
import { wholeBody } from './body.ts'
import type { Endpoint } from './endpoint.ts'
import { callerOf, headersOf } from './headers.ts'
import { type Match, matcher } from './match.ts'
import { send } from './send.ts'

/** A player that has enough for now asks again where it stopped. */
const stillMs = 300_000

/**
 * Answers the given endpoints straight from the HTTP server: the same endpoint through the same door,
 * without the cost of a framework around it. Rejects with a Refusal when there is none for what is
 * asked, or too much is asked from one address.
 */
export function bareDoor(endpoints: Endpoint[], services: Services) {
  const find = matcher(endpoints)

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [path = '', ...query] = request.url?.split('?') ?? []
    await services.world.limits.requestFrom(callerOf(request))
    const found = find(request.method ?? 'GET', path)
    await serve(found, request, response, { path, query: query.join('?') }, services)
  }
}

async function serve(
  { endpoint, params }: Match,
  request: IncomingMessage,
  response: ServerResponse,
  { path, query }: { path: string; query: string },
  services: Services,
) {
  const asked = {
    method: request.method ?? endpoint.method,
    path,
    query,
    params,
    header: headersOf(request),
    text: async () => (await wholeBody(request, endpoint.bodyBytes?.())).toString('utf8'),
    stream: () => request,
    gone: () => closing(response),
  }
  const { status, headers, body, onSent } = await answer(endpoint, asked, services)
  if (!(body instanceof Readable)) return send(request, response, { status, headers, body, onSent })
  response.writeHead(status, headers)
  if (request.method === 'HEAD') {
    body.destroy()
    response.end()
    return
  }
  // A reader who takes nothing for so long will not.
  response.setTimeout(stillMs, () => response.destroy())
  // With a reset: what waits in the system's buffers for a slow reader, and may be
  // megabytes, is not for them any more either.
  body.once('error', () => response.socket?.resetAndDestroy())
  // Whoever goes away in the middle of a file ends the reading of it, and that is all.
  await pipeline(body, response).catch(() => response.destroy())
}

/** Fires when the connection closes; after the answer nobody hears it. */
function closing(response: ServerResponse): AbortSignal {
  const gone = new AbortController()
  const go = () => gone.abort(new Refusal('invalid_input', 'http.callerGone'))
  if (response.closed) go()
  else response.once('close', go)
  return gone.signal
}
