import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { asRefusal, isRefusal, type Refusal } from '#lib/errors.ts'
import { problemOf } from './problem.ts'
import { send } from './send.ts'

/**
 * Tells at the door that, and why, a request goes no further: to programs as problem
 * details, to people in words. Never throws.
 */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
  log: Logger,
): void {
  const refusal = asRefusal(error)
  const told = { requestId: request.headers['x-request-id'], method: request.method, code: refusal.code }
  if (isRefusal(error)) log.info(told, 'refused at the door')
  else log.error({ ...told, err: error }, 'request failed')
  if (response.headersSent || response.destroyed) return void response.destroy()
  send(request, response, answerTo(request, refusal))
}

function answerTo({ method, url = '' }: IncomingMessage, refusal: Refusal) {
  // What a method is refused with is what OPTIONS asks for (RFC 9110, 9.3.7).
  if (method === 'OPTIONS' && refusal.allow)
    return { status: 204, headers: { allow: refusal.allow.join(', ') }, body: null }
  const problem = problemOf(refusal)
  if (/^\/api(?![^/?])/.test(url)) return problem
  const headers = { ...problem.headers, 'content-type': 'text/plain; charset=utf-8' }
  return { ...problem, headers, body: `${refusal.message}\n` }
}
