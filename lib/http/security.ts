import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * What every answer says, whoever gives it. What the API gives is no page, and loads nothing: pages and files
 * have policies of their own.
 */
export function guard(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader('referrer-policy', 'same-origin')
  response.setHeader('cross-origin-resource-policy', 'same-origin')
  if (request.headers['x-forwarded-proto'] === 'https')
    response.setHeader('strict-transport-security', 'max-age=31536000')
  if (request.url?.startsWith('/api/')) response.setHeader('content-security-policy', noPage)
}

const noPage = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"

/** Tells whoever draws a page the nonce of its scripts; what a browser says here itself is written over. */
export const nonceHeader = 'x-nonce'

/**
 * Security headers of pages, and a content security policy with a nonce of its own for each. Next reads the
 * nonce from the request's copy of the policy and puts it on its scripts.
 */
export function secure(request: IncomingMessage, response: ServerResponse, dev: boolean): void {
  response.setHeader('x-frame-options', 'DENY')
  response.setHeader('cross-origin-opener-policy', 'same-origin')
  response.setHeader(
    'permissions-policy',
    'camera=(self), microphone=(self), display-capture=(self), geolocation=()',
  )
  const nonce = randomBytes(16).toString('base64')
  const host = request.headers['x-forwarded-host']
  const policy = [
    "default-src 'self'",
    // React's development build rebuilds stack traces with eval.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    // What the server draws has no style of its own; what scripts set, they set through the CSSOM. Next's
    // tools for development do not.
    `style-src 'self'${dev ? " 'unsafe-inline'" : ''}`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob: mediastream:",
    `connect-src 'self' ws://${host} wss://${host}`,
    // Without it workers would fall under script-src, where 'strict-dynamic' leaves no address allowed.
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
  request.headers['content-security-policy'] = policy
  request.headers[nonceHeader] = nonce
  response.setHeader('content-security-policy', policy)
}
