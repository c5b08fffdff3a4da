import type { Readable } from 'node:stream'
import type { z } from 'zod'
import { requireUse } from '#lib/accounts/policy.ts'
import type { Viewer } from '#lib/accounts/schema.ts'
import { addressHeader, bearerIn, byCookie, byToken } from '#lib/auth/identify.ts'
import { isSameOrigin } from '#lib/auth/same-origin.ts'
import type { World } from '#lib/context.ts'
import { asRefusal, isRefusal, Refusal } from '#lib/errors.ts'
import type { Services } from '#lib/services.ts'
import type { Bytes, Endpoint } from './endpoint.ts'
import { hasVersion } from './etag.ts'
import { parsed } from './parse.ts'
import { problemOf } from './problem.ts'
import { type UnderWay, underWay } from './under-way.ts'
import { Written, writeOut } from './written.ts'

/** A request, whoever received it: Next's route handlers or the bare server. */
export type Asked = {
  method: string
  path: string
  /** As it stands in the address, without its `?`. */
  query: string
  params: Record<string, string>
  header: (name: string) => string | undefined
  /** The body as text; refuses one that is too large. */
  text: () => Promise<string>
  /** The body as it comes in. */
  stream: () => Readable
  /** Fires when the caller goes away. */
  gone: () => AbortSignal
}
export type Answer = {
  status: number
  headers: Record<string, string>
  body: string | Uint8Array<ArrayBuffer> | Readable | null
  /** To be called once all of it was sent. */
  onSent?: () => void
}

/** The HTTP door: who asks → what is asked → the operation → the answer. Never throws. */
export function answer(endpoint: Endpoint, asked: Asked, services: Services): Promise<Answer> {
  const work = () => answered(endpoint, asked, services)
  return services.tracing ? services.tracing.request(endpoint.path, asked, work) : work()
}

async function answered(endpoint: Endpoint, asked: Asked, services: Services): Promise<Answer> {
  const startedAt = performance.now()
  const seen: { viewer?: Viewer } = {}
  const { http: log } = services.logs
  const told = (status: number) => {
    const durationMs = performance.now() - startedAt
    services.metrics?.request(endpoint.method, endpoint.path, status, durationMs)
    return {
      requestId: asked.header('x-request-id'),
      userId: seen.viewer?.userId,
      method: asked.method,
      route: endpoint.path,
      status,
      durationMs: Math.round(durationMs),
    }
  }
  try {
    const given = await perform(endpoint, asked, services, seen)
    log.info(told(given.status), 'request')
    return given
  } catch (error) {
    const refusal = asRefusal(error)
    const given = problemOf(refusal)
    if (isRefusal(error)) log.info({ ...told(given.status), code: refusal.code }, 'request refused')
    else log.error({ ...told(given.status), err: error }, 'request failed')
    return given
  }
}

async function perform(
  endpoint: Endpoint,
  asked: Asked,
  services: Services,
  seen: { viewer?: Viewer },
): Promise<Answer> {
  // All of it is here, or refused, before anything is done for it; only files stream in.
  const sent = endpoint.takesFile ? '' : await asked.text()
  if (endpoint.needs === 'nothing') return operate(endpoint, asked, sent, services.world)
  const viewer = await requireViewer(endpoint, asked, services)
  seen.viewer = viewer
  requireUse(viewer, endpoint.needs)
  const { limits, turns } = services.world
  await limits.request(viewer.userId)
  const context = { ...services.world, viewer }
  // A file takes as long to come in as its sender's line needs; meanwhile others of theirs go on.
  if (endpoint.takesFile || endpoint.waits) return operate(endpoint, asked, sent, context)
  return turns.requests(viewer.userId, () => operate(endpoint, asked, sent, context))
}

/**
 * An open endpoint is written against the world alone, and reads no viewer. What takes its time
 * ends with its right, and with its caller.
 */
async function operate(
  endpoint: Endpoint,
  asked: Asked,
  sent: string,
  context: World & { viewer?: Viewer },
): Promise<Answer> {
  const work = underWay(context, context.viewer, asked.gone)
  try {
    const request = {
      params: parse(endpoint.params, asked.params),
      query: endpoint.query && parse(endpoint.query, Object.fromEntries(new URLSearchParams(asked.query))),
      body: endpoint.body && parse(endpoint.body, readJson(sent, asked.header('content-type') ?? '')),
      client: {
        userAgent: asked.header('user-agent') ?? '',
        address: asked.header(addressHeader) ?? '',
        languages: asked.header('accept-language') ?? '',
      },
      header: asked.header,
      stream: asked.stream,
      signal: work.signal,
    }
    const outcome = await endpoint.handle(context as never, request as never)
    return endpoint.givesFile && isBytes(outcome) ? bytes(outcome, work) : document(endpoint, outcome, asked)
  } finally {
    work.settle()
  }
}

const isBytes = (outcome: unknown): outcome is Bytes =>
  typeof outcome === 'object' && outcome !== null && 'stream' in outcome

function bytes({ status, headers, ...given }: Bytes, work: UnderWay): Answer {
  if (given.stream) work.bind(given.stream, given.stillMay)
  return { status, headers, body: given.stream }
}

function document(endpoint: Endpoint, outcome: unknown, asked: Asked): Answer {
  if (!endpoint.answer) return { status: endpoint.status ?? 204, headers: {}, body: null }
  const other = outcome as { status?: unknown; answer?: unknown }
  const [status, given] =
    typeof other.status === 'number' && 'answer' in other
      ? [other.status, other.answer]
      : [endpoint.status ?? 200, outcome]
  if (endpoint.etag) return version(given instanceof Written ? given : writeOut(given), asked)
  if (!(given instanceof Written)) return { status, headers: json, body: JSON.stringify(given) }
  const { body, isForOne } = given
  return { status, headers: json, body, ...(isForOne && { onSent: () => free(body) }) }
}

/**
 * Gives memory back at once. What lies outside of V8's heap counts as growth of it until it is collected, and
 * some hundred answers of a search would have V8 look through all that it holds.
 */
const free = ({ buffer }: Uint8Array<ArrayBuffer>) => void buffer.transfer(0)

async function requireViewer(endpoint: Endpoint, asked: Asked, { world }: Services): Promise<Viewer> {
  const bearer = bearerIn(asked.header('authorization'))
  const from = asked.header(addressHeader)
  const viewer = bearer
    ? await byToken(world, bearer, from)
    : await byCookie(world, asked.header('cookie'), from)
  if (!viewer) throw new Refusal('unauthenticated', 'accounts.signInFirst')
  if (!bearer && endpoint.method !== 'GET' && !isSameOrigin(asked.header))
    throw new Refusal('forbidden', 'http.otherSiteCookie')
  return viewer
}

const parse = (shape: z.ZodType | undefined, given: unknown): unknown =>
  shape && parsed(shape, given, 'http.request')

function readJson(text: string, type: string): unknown {
  if (text === '') return {}
  // A beacon sends what it sends; anything else that is not JSON is told so.
  if (!/^(application\/json|text\/plain)\b/i.test(type))
    throw new Refusal('unsupported_media_type', 'http.notJson')
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('invalid_input', 'http.badJson')
  }
}

const json = {
  'content-type': 'application/json',
  // No browser keeps what it could not ask about anyway; among it are tokens (RFC 6749, 5.1).
  'cache-control': 'private, no-store',
  'x-content-type-options': 'nosniff',
}

/** 304 without a body to a caller that has the same. */
function version({ body, etag }: Written, asked: Asked): Answer {
  const headers = { ...json, 'cache-control': 'private, no-cache', etag }
  const isKnown = hasVersion(asked.header('if-none-match'), etag)
  return isKnown ? { status: 304, headers, body: null } : { status: 200, headers, body }
}
