import type { IncomingMessage, ServerResponse } from 'node:http'
import { bearerIn } from '#lib/auth/identify.ts'
import { isFromElsewhere } from '#lib/auth/same-origin.ts'
import { sessionActions } from '#lib/auth/session-actions.ts'
import { Refusal } from '#lib/errors.ts'
import type { Services } from '#lib/services.ts'
import { api } from './api.ts'
import { hasBody, wholeBody, withBody } from './body.ts'
import { bareDoor } from './fast-path.ts'
import { callerOf, headersOf } from './headers.ts'
import { requireMethod } from './methods.ts'
import { type Draw, pageDoor } from './pages.ts'

/**
 * The door for everything that comes in over HTTP, once its host and address are settled: what is not for
 * this site, too much at once or too large goes no further. `draw` is Next: it gets pages, the forms of pages
 * and next-auth, each with its whole body. Rejects with a Refusal.
 */
export function makeDoor(services: Services, draw: Draw, dev: boolean) {
  const { limits } = services.world
  const bare = bareDoor(api, services)
  const pages = pageDoor(services, draw, dev)

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url?.split('?', 1)[0] ?? ''
    requireOwnSite(request, path)
    requirePlainBody(request)
    if (path.startsWith('/api/v1/')) return bare(request, response)
    if (!isUnder('/api', path)) {
      // Next reads a path decoded: what is the API by that alone is nowhere, and so is what breaks a line.
      const decoded = decodeURIComponent(path)
      if (isUnder('/api', decoded) || /\p{Cc}/u.test(decoded)) throw noSuchAddress()
      return pages(request, response, path)
    }
    await limits.requestFrom(callerOf(request))
    const body = await wholeBody(request)
    const methods = sessionActions[path]
    if (!methods) throw noSuchAddress()
    requireMethod(request.method, methods)
    await draw(withBody(request, body), response)
  }
}

const noSuchAddress = () => new Refusal('not_found', 'http.noSuchAddress')
const isUnder = (root: string, path: string) => path === root || path.startsWith(`${root}/`)
const isSafe = (method = '') => ['GET', 'HEAD', 'OPTIONS'].includes(method)

/**
 * A token is given to programs, and no browser adds it by itself: whoever brings one may come from anywhere.
 */
function requireOwnSite(request: IncomingMessage, path: string) {
  const isProgram = path.startsWith('/api/v1/') && bearerIn(request.headers.authorization) !== undefined
  if (isSafe(request.method) || isProgram || !isFromElsewhere(headersOf(request))) return
  throw new Refusal('forbidden', 'http.otherSite')
}

/**
 * Nothing here unpacks what comes in: a few bytes may become very many (RFC 9110, 8.4 and 15.5.16). Codings
 * are named in any case.
 */
function requirePlainBody(request: IncomingMessage) {
  const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? ''
  if (hasBody(request) && encoding !== '' && encoding !== 'identity')
    throw new Refusal('unsupported_media_type', 'http.packed')
}
