import type { Configuration } from 'openid-client'
import { Refusal } from '#lib/errors.ts'
import { fromClaims } from './claims.ts'
import { askGitHub, gitHubs } from './github.ts'
import type { Provider } from './providers.ts'

/** Of one try to sign in elsewhere, what only the browser that began it brings back. */
type Proof = { state: string; nonce: string; verifier: string }

/** Somebody as a provider knows them. */
export type Found = {
  provider: Provider
  subject: string
  name: string
  /** Only one that the provider says it has verified; "unverified" when it names one and does not. */
  email: string | 'unverified' | null
  /** Whether their claims make them an administrator; null where claims decide nothing. */
  isAdmin: boolean | null
}

/** The way to the providers and back. Refuses with words for whoever wants to sign in. */
export type Trips = {
  /** Where to send the browser, and the proof that it must bring back. */
  begin: (provider: Provider, redirectUri: string) => Promise<{ url: URL; proof: Proof }>
  /** Who came back. `url`: the whole address they came back to. */
  finish: (provider: Provider, url: URL, proof: Proof) => Promise<Found>
}

/** A provider that does not answer keeps nobody waiting for longer. */
const patienceSeconds = 5
/** What a provider says of itself may change. */
const knownForMs = 3_600_000

/**
 * By OpenID Connect Core 1.0 and OAuth 2 (RFC 6749): code, PKCE (RFC 7636), state, nonce, the issuer of the
 * answer (RFC 9207) and the signature of the token are looked at. What goes wrong is told to `failed`.
 */
export function makeTrips(failed: (error: unknown) => void, elapsed: () => number): Trips {
  const known = new Map<string, { at: number; made: Promise<Configuration> }>()

  async function configurationOf(provider: Provider): Promise<Configuration> {
    const kept = known.get(provider.id)
    if (kept && elapsed() - kept.at < knownForMs) return kept.made
    const made = discover(provider)
    known.set(provider.id, { at: elapsed(), made })
    made.catch(() => known.get(provider.id)?.made === made && known.delete(provider.id))
    return made
  }

  const telling = async <T>(provider: Provider, work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      const refusal = refusalOf(error, provider)
      if (refusal.reason !== 'elsewhere.cancelled') failed(error)
      throw refusal
    }
  }

  return {
    begin: (provider, redirectUri) =>
      telling(provider, async () => {
        const client = await library()
        const config = await configurationOf(provider)
        const proof = {
          state: client.randomState(),
          nonce: client.randomNonce(),
          verifier: client.randomPKCECodeVerifier(),
        }
        const url = client.buildAuthorizationUrl(config, {
          redirect_uri: redirectUri,
          scope: provider.scopes,
          state: proof.state,
          code_challenge: await client.calculatePKCECodeChallenge(proof.verifier),
          code_challenge_method: 'S256',
          ...(provider.kind === 'oidc' && { nonce: proof.nonce }),
        })
        return { url, proof }
      }),
    finish: (provider, url, { state, nonce, verifier }) =>
      telling(provider, async () => {
        const client = await library()
        const config = await configurationOf(provider)
        const tokens = await client.authorizationCodeGrant(config, url, {
          expectedState: state,
          pkceCodeVerifier: verifier,
          ...(provider.kind === 'oidc' && { expectedNonce: nonce, idTokenExpected: true }),
        })
        if (provider.kind === 'github')
          return askGitHub(provider, (address) =>
            client.fetchProtectedResource(config, tokens.access_token, address, 'GET'),
          )
        const claims = tokens.claims()
        if (!claims) throw new Error('no ID token')
        // Some tell more only here; what both tell, the signed token says.
        const more = config.serverMetadata().userinfo_endpoint
          ? await client.fetchUserInfo(config, tokens.access_token, claims.sub)
          : {}
        return fromClaims(provider, { ...more, ...claims })
      }),
  }
}

// What few installations use is loaded by those alone.
const library = () => import('openid-client')

async function discover(provider: Provider): Promise<Configuration> {
  const client = await library()
  const { issuer, clientId, clientSecret } = provider
  const isPlain = issuer.startsWith('http:')
  const execute = isPlain ? [client.allowInsecureRequests] : []
  const about =
    provider.kind === 'github'
      ? gitHubs(issuer)
      : (
          await client.discovery(new URL(issuer), clientId, clientSecret, undefined, {
            timeout: patienceSeconds,
            execute,
          })
        ).serverMetadata()
  const ways = about.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  const prove = ways.includes('client_secret_post') ? client.ClientSecretPost : client.ClientSecretBasic
  const config = new client.Configuration(
    about,
    clientId,
    { client_secret: clientSecret },
    prove(clientSecret),
  )
  config.timeout = patienceSeconds
  for (const set of execute) set(config)
  // It comes straight from the provider, and is looked at all the same.
  if (provider.kind === 'oidc') client.enableNonRepudiationChecks(config)
  return config
}

function refusalOf(error: unknown, { name: provider }: Provider): Refusal {
  const { code = '', error: said = '' } = (error ?? {}) as { code?: string; error?: string }
  if (said === 'access_denied') return new Refusal('forbidden', 'elsewhere.cancelled', { provider })
  const isAway =
    error instanceof TypeError ||
    /^OAUTH_(TIMEOUT|ABORT|RESPONSE_IS_NOT_(CONFORM|JSON))$/.test(code) ||
    /^(server_error|temporarily_unavailable)$/.test(said)
  return isAway
    ? new Refusal('unavailable', 'elsewhere.away', { provider })
    : new Refusal('forbidden', 'elsewhere.untrue', { provider })
}
