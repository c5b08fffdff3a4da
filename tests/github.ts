import { createHash, randomUUID } from 'node:crypto'
import type { IncomingMessage, RequestListener } from 'node:http'
import { clientSecret, listen } from './provider.ts'

type Person = {
  id: number
  login: string
  name: string | null
  emails: { email: string; primary: boolean; verified: boolean; visibility: string | null }[]
}

/**
 * What GitHub documents of OAuth apps and of its API, as a server of its own; the addresses are those of
 * GitHub Enterprise Server. Whoever comes is `person`.
 */
export async function startGitHub(person: Person) {
  const github = { person }
  const { url, close } = await listen((url) => answerer(url, github))
  const settings = { GITHUB_URL: url, GITHUB_CLIENT_ID: 'rooms', GITHUB_CLIENT_SECRET: clientSecret }
  return Object.assign(github, { url, close, settings })
}

function answerer(url: string, github: { person: Person }): RequestListener {
  const codes = new Map<string, { challenge: string; redirectUri: string }>()
  const tokens = new Set<string>()
  const pages: Record<string, (asked: URL, request: IncomingMessage) => Promise<[number, object]>> = {
    'GET /login/oauth/authorize': async ({ searchParams: asked }) => {
      const code = randomUUID()
      const redirectUri = asked.get('redirect_uri') ?? ''
      codes.set(code, { challenge: asked.get('code_challenge') ?? '', redirectUri })
      const back = new URL(redirectUri)
      // It names itself (RFC 9207) since 2026.
      back.search = String(
        new URLSearchParams({ code, state: asked.get('state') ?? '', iss: `${url}/login/oauth` }),
      )
      return [302, { location: back.href }]
    },
    'POST /login/oauth/access_token': async (_, request) => {
      const asked = new URLSearchParams(await text(request))
      const given = codes.get(asked.get('code') ?? '')
      codes.delete(asked.get('code') ?? '')
      const challenge = createHash('sha256')
        .update(asked.get('code_verifier') ?? '')
        .digest('base64url')
      const isGood =
        given?.challenge === challenge &&
        given.redirectUri === asked.get('redirect_uri') &&
        asked.get('client_id') === 'rooms' &&
        asked.get('client_secret') === clientSecret
      // What is wrong it tells with 200.
      if (!isGood) return [200, { error: 'bad_verification_code' }]
      const token = randomUUID()
      tokens.add(token)
      return [200, { access_token: token, token_type: 'bearer', scope: 'read:user,user:email' }]
    },
    'GET /api/v3/user': async () => [200, github.person],
    'GET /api/v3/user/emails': async () => [200, github.person.emails],
  }
  return async (request, response) => {
    const asked = new URL(request.url ?? '', url)
    const isApi = asked.pathname.startsWith('/api/')
    const isKnown = tokens.has(/^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '')
    const page = isApi && !isKnown ? undefined : pages[`${request.method} ${asked.pathname}`]
    const [status, body] = page ? await page(asked, request) : [isApi ? 401 : 404, {}]
    const headers = { 'content-type': 'application/json', ...(status === 302 && body) }
    response.writeHead(status, headers).end(JSON.stringify(body))
  }
}

async function text(request: IncomingMessage): Promise<string> {
  let all = ''
  for await (const part of request.setEncoding('utf8')) all += part
  return all
}
