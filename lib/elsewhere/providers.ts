/**
 * Somebody else's server at which people can sign in. It is named by whoever runs this one, in its
 * environment: so it may stand in a private network, as an address that people write never may.
 */
export type Provider = {
  /** Stands in addresses. */
  id: string
  /** What its button says. */
  name: string
  kind: 'oidc' | 'github'
  /** Of OpenID Connect the issuer; of GitHub its web address. */
  issuer: string
  clientId: string
  clientSecret: string
  scopes: string
  /** Whoever's claim holds the value is an administrator here, and nobody else of its people. */
  administrators: { claim: string; value: string } | null
}
type Fault = { path: string; message: string }
type Source = Record<string, string | undefined>

const google = 'https://accounts.google.com'
const parts = [
  ...['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET', 'LABEL'],
  ...['SCOPES', 'ROLE_CLAIM', 'ADMIN_VALUE'],
] as const
const variable = new RegExp(`^OIDC_([A-Z0-9]+(?:_[A-Z0-9]+)*)_(${parts.join('|')})$`)

/**
 * The providers that the environment names: any by `OIDC_<NAME>_…`, Google and GitHub by their two
 * variables. Tells all that is wrong with them, by variable.
 */
export function providersIn(source: Source): { providers: Provider[]; faults: Fault[] } {
  const faults: Fault[] = []
  const names = new Set(Object.keys(source).flatMap((key) => variable.exec(key)?.[1] ?? []))
  const providers = [...names].sort().map((name) => anyProvider(source, name, faults))
  for (const known of ['GOOGLE', 'GITHUB'] as const) {
    const [clientId, clientSecret] = [source[`${known}_CLIENT_ID`], source[`${known}_CLIENT_SECRET`]]
    if (clientId === undefined && clientSecret === undefined) continue
    requireAll(source, known, ['CLIENT_ID', 'CLIENT_SECRET'], faults)
    if (names.has(known)) faults.push({ path: `OIDC_${known}_ISSUER`, message: 'needs another name' })
    const client = { clientId: clientId ?? '', clientSecret: clientSecret ?? '', administrators: null }
    providers.push(known === 'GOOGLE' ? { ...googles, ...client } : { ...github(source, faults), ...client })
  }
  return { providers, faults }
}

const googles = {
  id: 'google',
  name: 'Google',
  kind: 'oidc',
  issuer: google,
  scopes: 'openid email profile',
} as const

function github(source: Source, faults: Fault[]) {
  const issuer = (source.GITHUB_URL ?? 'https://github.com').replace(/\/$/, '')
  requireAddress('GITHUB_URL', issuer, faults)
  return { id: 'github', name: 'GitHub', kind: 'github', issuer, scopes: 'read:user user:email' } as const
}

function anyProvider(source: Source, name: string, faults: Fault[]): Provider {
  const of = (part: (typeof parts)[number]) => source[`OIDC_${name}_${part}`]
  requireAll(source, `OIDC_${name}`, ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET'], faults)
  const issuer = of('ISSUER')
  if (issuer !== undefined) requireAddress(`OIDC_${name}_ISSUER`, issuer, faults)
  const scopes = of('SCOPES') ?? googles.scopes
  if (!scopes.split(' ').includes('openid'))
    faults.push({ path: `OIDC_${name}_SCOPES`, message: 'must hold openid' })
  const [claim, value] = [of('ROLE_CLAIM'), of('ADMIN_VALUE')]
  if (claim !== undefined || value !== undefined)
    requireAll(source, `OIDC_${name}`, ['ROLE_CLAIM', 'ADMIN_VALUE'], faults)
  return {
    id: name.toLowerCase().replaceAll('_', '-'),
    name: of('LABEL') ?? `${name.charAt(0)}${name.slice(1).toLowerCase().replaceAll('_', ' ')}`,
    kind: 'oidc',
    issuer: issuer ?? '',
    clientId: of('CLIENT_ID') ?? '',
    clientSecret: of('CLIENT_SECRET') ?? '',
    scopes,
    administrators: claim !== undefined && value !== undefined ? { claim, value } : null,
  }
}

function requireAll(source: Source, before: string, wanted: readonly string[], faults: Fault[]) {
  for (const part of wanted)
    if (source[`${before}_${part}`] === undefined)
      faults.push({ path: `${before}_${part}`, message: `is needed with the others of ${before}` })
}

/** What goes to and fro are secrets: only on this machine itself without TLS. */
function requireAddress(path: string, text: string, faults: Fault[]) {
  const url = URL.parse(text)
  const isHere = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url?.hostname ?? '')
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isHere)) return
  faults.push({ path, message: 'must be an https:// address' })
}
