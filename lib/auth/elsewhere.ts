import { z } from 'zod'
import { accountWithEmail, profileOf } from '#lib/accounts/queries.ts'
import { openSession, sessionLifeMs } from '#lib/accounts/sessions.ts'
import { enter, labelOf, type Outcome, requireEmail } from '#lib/elsewhere/enter.ts'
import { ownerOf, subjectOf } from '#lib/elsewhere/identities.ts'
import type { Provider } from '#lib/elsewhere/providers.ts'
import { spendOnce } from '#lib/elsewhere/spend.ts'
import type { Found } from '#lib/elsewhere/trips.ts'
import { asRefusal, isRefusal, Refusal } from '#lib/errors.ts'
import { returnTo } from '#lib/http/return-to.ts'
import type { Services } from '#lib/services.ts'
import { cookieLine } from './cookies.ts'
import { deviceLine } from './device.ts'
import { addressHeader, byCookie, cookieNamed, sessionCookie } from './identify.ts'
import { pendingCookie, sealPending } from './pending-link.ts'
import { isSameOrigin } from './same-origin.ts'

/*
 * How a browser signs in elsewhere: it is sent there with a proof in a cookie that nobody else can make or
 * read, and what it comes back with is good only together with that. Then it has a session like any other.
 */

/** Holds the proof; of one browser the last try counts. */
const proofCookie = 'rooms.elsewhere'
const path = '/auth/elsewhere'
/** Somebody may have to look for their phone first. */
const proofMs = 600_000

const trip = z.object({
  provider: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** Where they wanted to go. */
  next: z.string(),
  invite: z.string().optional(),
  /** Who was signed in, and wants this linked with their account. */
  linking: z.string().optional(),
})
type Trip = z.infer<typeof trip>

/** Sends a browser to a provider. */
export async function leaveFor(services: Services, request: Request, id: string): Promise<Response> {
  const { world } = services
  const asked = new URL(request.url).searchParams
  const provider = world.env.providers.find((one) => one.id === id)
  const next = returnTo(asked.get('next') ?? undefined)
  if (!provider) return to('/sign-in')
  const isLinking = asked.has('link')
  try {
    const viewer = isLinking ? await byCookie(world, request.headers.get('cookie') ?? undefined) : null
    // A page of another site may send people in, but does not begin to change an account.
    if (isLinking && (!viewer || !isSameOrigin((name) => request.headers.get(name) ?? undefined)))
      return to(`/sign-in?next=${encodeURIComponent(next)}`)
    const { url, proof } = await world.trips.begin(provider, homeOf(request, provider))
    const kept = {
      provider: id,
      ...proof,
      next,
      ...(asked.has('invite') && { invite: (asked.get('invite') ?? '').slice(0, 200) }),
      ...(viewer && { linking: viewer.userId }),
    } satisfies Trip
    const cookie = await world.tokens.seal(proofCookie, kept, proofMs)
    return to(url.href, [cookieLine(request, proofCookie, cookie, { path, lifeMs: proofMs })])
  } catch (error) {
    return told(services, error, provider, next, isLinking)
  }
}

/** Takes a browser that comes back from a provider in, or tells why not. */
export async function comeBackFrom(services: Services, request: Request, id: string): Promise<Response> {
  const { world } = services
  const provider = world.env.providers.find((one) => one.id === id)
  if (!provider) return to('/sign-in')
  const sealed = cookieNamed(proofCookie, request.headers.get('cookie') ?? undefined)
  const { data: kept } = trip.safeParse(sealed && (await world.tokens.unseal(proofCookie, sealed)))
  const asked = new URL(request.url).searchParams
  if (!kept || kept.provider !== id || kept.state !== asked.get('state'))
    return told(services, new Refusal('forbidden', 'elsewhere.stale'), provider, kept?.next, false)
  const over = cookieLine(request, proofCookie, '', { path, lifeMs: 0 })
  const address = request.headers.get(addressHeader) ?? ''
  try {
    const found = await world.limits.attempt(address, async () => {
      const back = new URL(homeOf(request, provider))
      back.search = asked.toString()
      const someone = await world.trips.finish(provider, back, kept)
      await spendOnce(world, kept.state, proofMs)
      return someone
    })
    const outcome = kept.linking
      ? await linkWith(services, found, kept.linking)
      : await enter(world, found, { invite: kept.invite, address })
    return await letIn(services, request, found, outcome, kept, over)
  } catch (error) {
    return told(services, error, provider, kept.next, kept.linking !== undefined, [over])
  }
}

async function letIn(
  { world }: Services,
  request: Request,
  found: Found,
  outcome: Outcome,
  { next, linking }: Trip,
  over: string,
): Promise<Response> {
  if ('prove' in outcome) {
    const pending = { ...subjectOf(found), label: labelOf(found), userId: outcome.prove, next }
    const [cookie, lifeMs] = await sealPending(world, { ...pending, provider: found.provider.id })
    return to('/link-account', [over, cookieLine(request, pendingCookie, cookie, { lifeMs })])
  }
  if (linking) return to(next, [over])
  const { userId, roomId } = outcome
  const client = {
    userAgent: request.headers.get('user-agent') ?? '',
    address: request.headers.get(addressHeader) ?? '',
    languages: request.headers.get('accept-language') ?? '',
  }
  const session = await openSession(world, { userId, kind: 'browser', ...client })
  const value = await world.tokens.writeCookie({ sessionId: session.id, userId }, sessionLifeMs)
  const cookie = cookieLine(request, sessionCookie, value, { lifeMs: sessionLifeMs })
  const { email } = await profileOf(world, userId)
  const known = deviceLine(world, request, email)
  return to(roomId === null ? next : `/rooms/${roomId}`, [over, cookie, known])
}

/** For whoever began it from their own account: it is theirs already, or will be once they agree. */
async function linkWith({ world }: Services, found: Found, userId: string): Promise<Outcome> {
  const owner = await ownerOf(world.db.read, subjectOf(found))
  if (owner === userId) return { userId, roomId: null }
  if (owner !== null) throw new Refusal('conflict', 'elsewhere.taken')
  const account = await accountWithEmail(world.db.read, requireEmail(found))
  if (account?.id === userId) return { prove: userId }
  throw new Refusal('conflict', 'elsewhere.otherEmail', { provider: found.provider.name })
}

/** The address a provider sends people back to; it has to know it beforehand. */
function homeOf({ headers }: Request, { id }: Provider): string {
  return `${headers.get('x-forwarded-proto')}://${headers.get('x-forwarded-host')}${path}/${id}/callback`
}

/** What went wrong is said where they came from. */
function told(
  { log }: Services,
  error: unknown,
  { id }: Provider,
  next = '/rooms',
  isLinking: boolean,
  cookies: string[] = [],
): Response {
  if (!isRefusal(error)) log.error({ err: error }, 'signing in elsewhere failed')
  const { reason, retryAfterMs } = asRefusal(error)
  const seconds = retryAfterMs !== undefined && { seconds: String(Math.ceil(retryAfterMs / 1000)) }
  const query = new URLSearchParams({ refused: reason, by: id, next, ...(seconds || {}) })
  return to(`${isLinking ? '/profile' : '/sign-in'}?${query}`, cookies)
}

function to(location: string, cookies: string[] = []): Response {
  const headers = new Headers({ location, 'cache-control': 'no-store' })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}
