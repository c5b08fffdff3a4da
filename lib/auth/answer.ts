import NextAuth from 'next-auth'
import { asRefusal, isRefusal, Refusal } from '#lib/errors.ts'
import { problemOf } from '#lib/http/problem.ts'
import { services } from '#lib/services.ts'
import { deviceLine } from './device.ts'
import { authOptions } from './next-auth.ts'

type RouteContext = { params: Promise<{ nextauth: string[] }> }

/**
 * Answers a request for next-auth's part of the API: what it gives when it succeeds, and
 * problem details in our words when it does not.
 */
export async function answerForBrowser(request: Request, context: RouteContext): Promise<Response> {
  const failures: unknown[] = []
  try {
    requireForm(request)
    const known: string[] = []
    const options = authOptions(request, {
      failed: (error) => failures.push(error),
      entered: (email) => known.push(deviceLine(services().world, request, email)),
    })
    const response = (await NextAuth(request as never, context as never, options)) as Response
    if (failures.length > 0) throw failures[0]
    return withCookies(await requireDone(request, response), known)
  } catch (error) {
    const requestId = request.headers.get('x-request-id')
    if (!isRefusal(error)) services().logs.http.error({ requestId, err: error }, 'sign-in failed')
    const { status, headers, body } = problemOf(asRefusal(error))
    return new Response(body, { status, headers })
  }
}

function withCookies(response: Response, lines: string[]): Response {
  for (const line of lines) response.headers.append('set-cookie', line)
  return response
}

/** Only this is read by next-auth without throwing. */
function requireForm({ method, headers }: Request) {
  if (method !== 'POST' || /^application\/x-www-form-urlencoded\b/i.test(headers.get('content-type') ?? ''))
    return
  throw new Refusal('unsupported_media_type', 'http.notAForm')
}

/** With a token it did not give out next-auth does nothing, and leads elsewhere than to where one goes on. */
async function requireDone(request: Request, response: Response): Promise<Response> {
  if (response.status >= 400) throw new Refusal('invalid_input', 'http.request')
  if (request.method !== 'POST') return response
  const to = response.headers.get('location') ?? ((await response.clone().json()) as { url: string }).url
  if (new URL(to).pathname === '/') return response
  throw new Refusal('forbidden', 'http.pageTooOld')
}
