import { type Issue, Refusal, type ReplyError, revived, statusOf } from '#lib/errors.ts'
import type { Answer, Asking, Call, Item, MayOmit, PagedCall, Place } from '../calls.ts'
import type { Page } from '../schema.ts'

type Problem = Partial<Omit<ReplyError, 'message' | 'issues'>> & { detail?: string; errors?: Issue[] }
type Words = Record<string, unknown>
type Brought = { params?: Words; query?: Words; body?: unknown; signal?: AbortSignal }

/**
 * Calls `/api/v1` with the browser's session. What a call takes and gives its endpoint says (calls.ts); the
 * answer is not checked again here: that would send all schemas to every page. Rejects with a Refusal: the
 * server's own words, or `unavailable` when it cannot be reached.
 */
export const api = async <C extends Call>(call: C, ...[asking]: MayOmit<Asking<C>>) =>
  (await ask(call, asking)) as Answer<C>

/** The address of a call, for what fetches by itself: a link, a beacon. */
export const addressOf = <C extends Call>(call: C, ...[place]: MayOmit<Place<C>>): string =>
  locate(call, place)

/** A page of a list, for whoever is told which list. */
export const pageAt = <C extends PagedCall>(
  call: C,
  place: Place<C>,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Page<Item<C>>> => {
  const { query, ...brought }: Brought = place as Brought
  return ask(call, { ...brought, query: { ...query, cursor }, signal }) as Promise<Page<Item<C>>>
}

/** A whole list, page by page; no further than `most` items. */
export async function allOf<C extends PagedCall>(
  call: C,
  place: Place<C>,
  most = Number.POSITIVE_INFINITY,
): Promise<Item<C>[]> {
  const { params, query }: Brought = place as Brought
  const items: Item<C>[] = []
  let cursor: string | null = null
  do {
    const answer = (await ask(call, { params, query: { ...query, limit: 100, cursor } })) as Page<Item<C>>
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
export function refusalTold({ code, detail, reason, params, errors, retryAfterMs }: Problem): Refusal {
  if (!code || !(code in statusOf) || detail === undefined) return new Refusal('internal', 'serverWrong')
  return revived({
    code,
    message: detail,
    reason: reason ?? '',
    ...(params && { params }),
    ...(errors && { issues: errors }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  })
}

async function ask(call: string, brought: Brought = {}): Promise<unknown> {
  const { body, signal } = brought
  let response: Response
  let given: unknown
  try {
    response = await fetch(locate(call, brought), {
      method: call.split(' ', 1)[0] ?? '',
      signal: signal ?? null,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    })
    // The line may also break in the middle of an answer.
    if (response.ok && response.status !== 204) given = await response.json()
  } catch (error) {
    if (signal?.aborted) throw error
    throw new Refusal('unavailable', 'unreachable')
  }
  if (response.ok) return given
  throw await refusalOf(response)
}

function locate(call: string, { params = {}, query = {} }: Brought = {}): string {
  const pattern = call.slice(call.indexOf(' ') + 1)
  const path = pattern.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(params[name])))
  const asked = Object.entries(query).filter(([, value]) => value !== undefined && value !== null)
  const search = new URLSearchParams(asked.map(([name, value]) => [name, String(value)]))
  return `/api/v1${path}${search.size > 0 ? `?${search}` : ''}`
}
