import { type Issue, Refusal, type ReplyError, revived, statusOf } from '#lib/errors.ts'
import type {
  AnswerOf,
  Asking,
  EndpointName,
  Item,
  MayOmit,
  PagedEndpoint,
  Place,
} from '../endpoint-types.ts'
import type { Page } from '../schema.ts'

type Problem = Partial<Omit<ReplyError, 'message' | 'issues'>> & { detail?: string; errors?: Issue[] }
type Words = Record<string, unknown>
type Brought = { params?: Words; query?: Words; body?: unknown; signal?: AbortSignal }

/**
 * Asks `/api/v1` with the browser's session. What an endpoint takes and gives it says itself
 * (endpoint-types.ts); the answer is not checked again here: that would send all schemas to every page.
 * Rejects with a Refusal: the server's own words, or `unavailable` when it cannot be reached.
 */
export const api = async <E extends EndpointName>(endpoint: E, ...[asking]: MayOmit<Asking<E>>) =>
  (await ask(endpoint, asking)) as AnswerOf<E>

/** The address of an endpoint, for what fetches by itself: a link, a beacon. */
export const addressOf = <E extends EndpointName>(endpoint: E, ...[place]: MayOmit<Place<E>>): string =>
  locate(endpoint, place)

/** A page of a list, for whoever is told which list. */
export const pageAt = <E extends PagedEndpoint>(
  endpoint: E,
  place: Place<E>,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Page<Item<E>>> => {
  const { query, ...brought }: Brought = place as Brought
  return ask(endpoint, { ...brought, query: { ...query, cursor }, signal }) as Promise<Page<Item<E>>>
}

/** A whole list, page by page; no further than `most` items. */
export async function allOf<E extends PagedEndpoint>(
  endpoint: E,
  place: Place<E>,
  most = Number.POSITIVE_INFINITY,
): Promise<Item<E>[]> {
  const { params, query }: Brought = place as Brought
  const items: Item<E>[] = []
  let cursor: string | null = null
  do {
    const answer = (await ask(endpoint, { params, query: { ...query, limit: 100, cursor } })) as Page<Item<E>>
    items.push(...answer.items)
    cursor = answer.nextCursor
  } while (cursor !== null && items.length < most)
  return items
}

/** What the API refused, in its words. */
export async function refusalOf(response: Response): Promise<Refusal> {
  return refusalTold(await response.json().catch(() => ({})))
}

/** The refusal that problem details tell; without any, as of a proxy, that the server went wrong. */
export function refusalTold({
  code,
  detail,
  reason,
  params,
  errors,
  retryAfterMs,
  challenge,
}: Problem): Refusal {
  if (!code || !(code in statusOf) || detail === undefined) return new Refusal('internal', 'serverWrong')
  return revived({
    code,
    message: detail,
    reason: reason ?? '',
    ...(params && { params }),
    ...(errors && { issues: errors }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(challenge !== undefined && { challenge }),
  })
}

async function ask(endpoint: string, brought: Brought = {}): Promise<unknown> {
  const { body, signal } = brought
  let response: Response
  let given: unknown
  try {
    response = await fetch(locate(endpoint, brought), {
      method: endpoint.split(' ', 1)[0] ?? '',
      signal: signal ?? null,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    })
    // The line may also break in the middle of an answer.
    const said = response.ok && (await response.text())
    if (said) given = JSON.parse(said)
  } catch (error) {
    if (signal?.aborted) throw error
    throw new Refusal('unavailable', 'unreachable')
  }
  if (response.ok) return given
  throw await refusalOf(response)
}

function locate(endpoint: string, { params = {}, query = {} }: Brought = {}): string {
  const pattern = endpoint.slice(endpoint.indexOf(' ') + 1)
  const path = pattern.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(params[name])))
  const asked = Object.entries(query).filter(([, value]) => value !== undefined && value !== null)
  const search = new URLSearchParams(asked.map(([name, value]) => [name, String(value)]))
  return `/api/v1${path}${search.size > 0 ? `?${search}` : ''}`
}
