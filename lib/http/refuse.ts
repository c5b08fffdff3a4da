import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { themeCookie, themeOf } from '#lib/accounts/theme.ts'
import { cookieNamed } from '#lib/auth/identify.ts'
import { asRefusal, isRefusal, type Refusal, statusOf } from '#lib/errors.ts'
import { cut } from '#lib/text/cut.ts'
import { withoutSecrets } from './page-log.ts'
import { problemOf } from './problem.ts'
import { refusalPage, refusalPolicy } from './refusal-page.ts'
import { send } from './send.ts'

/** Of an address that may be anything. */
const mostLogged = 200

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
  const { method, headers, url = '' } = request
  const told = {
    requestId: headers['x-request-id'],
    method,
    route: cut(withoutSecrets(url), mostLogged),
    status: statusOf[refusal.code],
    code: refusal.code,
  }
  if (isRefusal(error)) log.info(told, 'refused at the door')
  else log.error({ ...told, err: error }, 'request failed')
  if (response.headersSent || response.destroyed) return void response.destroy()
  response.setHeader('x-request-id', String(headers['x-request-id']))
  send(request, response, answerTo(request, refusal))
}

function answerTo({ method, url = '', headers: asked }: IncomingMessage, refusal: Refusal) {
  // What a method is refused with is what OPTIONS asks for (RFC 9110, 9.3.7).
  if (method === 'OPTIONS' && refusal.allow)
    return { status: 204, headers: { allow: refusal.allow.join(', ') }, body: null }
  const problem = problemOf(refusal)
  if (/^\/api(?![^/?])/.test(url)) return problem
  const isForPeople = /\btext\/html\b/i.test(asked.accept ?? '')
  const type = isForPeople ? 'text/html' : 'text/plain'
  const headers = { ...problem.headers, 'content-type': `${type}; charset=utf-8`, vary: 'Accept' }
  if (!isForPeople) return { ...problem, headers, body: `${refusal.message}\n` }
  const theme = themeOf(cookieNamed(themeCookie, asked.cookie) ?? undefined)
  const policy = { 'content-security-policy': refusalPolicy }
  return { ...problem, headers: { ...headers, ...policy }, body: refusalPage(refusal, theme) }
}
