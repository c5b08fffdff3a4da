import { z } from 'zod'
import { emailOf, nameOf } from './claims.ts'
import type { Provider } from './providers.ts'
import type { Found } from './trips.ts'

const user = z.object({ id: z.int(), login: z.string(), name: z.string().nullable() })
const emails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }))

/**
 * What GitHub would say of itself if it could be asked (docs.github.com: "Authorizing OAuth apps"); the
 * issuer is the one it names in its answers.
 */
export const gitHubs = (address: string) => ({
  issuer: `${address}/login/oauth`,
  authorization_endpoint: `${address}/login/oauth/authorize`,
  token_endpoint: `${address}/login/oauth/access_token`,
  token_endpoint_auth_methods_supported: ['client_secret_post'],
})

/** Its API says who somebody is, and which of their emails it has verified: the primary one counts. */
export async function askGitHub(
  provider: Provider,
  ask: (address: URL) => Promise<Response>,
): Promise<Found> {
  const isTheOne = new URL(provider.issuer).hostname === 'github.com'
  const api = isTheOne ? 'https://api.github.com' : `${provider.issuer}/api/v3`
  const read = async <S extends z.ZodType>(shape: S, path: string): Promise<z.output<S>> => {
    const answer = await ask(new URL(`${api}${path}`))
    if (answer.status >= 500) throw new TypeError('GitHub does not answer')
    if (!answer.ok) throw new Error(`GitHub answers with ${answer.status}`)
    return shape.parse(await answer.json())
  }
  const [{ id, login, name }, all] = await Promise.all([read(user, '/user'), read(emails, '/user/emails')])
  const primary = all.find((one) => one.primary)
  return {
    provider,
    subject: String(id),
    name: nameOf(name, login),
    email: emailOf(primary?.email, primary?.verified ?? false),
    isAdmin: null,
  }
}
