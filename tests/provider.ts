import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

/** What a provider says of somebody. */
type Claims = { name?: string; email?: string; email_verified?: boolean; [claim: string]: unknown }

export const clientSecret = 'a secret between the two of them'

/** A web server on a port of its own, whose address what it answers may hold. */
export async function listen(answerer: (url: string) => RequestListener) {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  server.on('request', answerer(url))
  return {
    url,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/**
 * A real provider of OpenID Connect (oidc-provider), with its pages for signing in and agreeing. Whoever
 * signs in as one of `people` is that one; people may be changed while it runs.
 */
export async function startProvider(redirectUri: string, people: Record<string, Claims>) {
  const { url, close } = await listen((issuer) =>
    new Provider(issuer, {
      clients: [{ client_id: 'rooms', client_secret: clientSecret, redirect_uris: [redirectUri] }],
      findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...people[sub] }) }),
      claims: { email: ['email', 'email_verified'], profile: ['name', 'groups'] },
      pkce: { required: () => true },
      ttl: { AccessToken: 600, IdToken: 600, Session: 600, Grant: 600, Interaction: 600 },
      cookies: { keys: ['keys of this provider alone'] },
    }).callback(),
  )
  return { url, people, close, settings: settingsOf(url) }
}

/** The three settings of it, by its name here. */
const settingsOf = (issuer: string) => (name: string) => ({
  [`OIDC_${name}_ISSUER`]: issuer,
  [`OIDC_${name}_CLIENT_ID`]: 'rooms',
  [`OIDC_${name}_CLIENT_SECRET`]: clientSecret,
})
