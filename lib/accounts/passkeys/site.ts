import { Refusal } from '#lib/errors.ts'

/** The site a passkey is for: its own origin alone may ask for it (WebAuthn, level 3, 13.4.9). */
export type Site = { origin: string; id: string }

type HeaderOf = (name: string) => string | undefined

/**
 * This site as the caller reached it (lib/http/intake.ts sets the forwarded headers; no caller does), where
 * browsers take passkeys: with TLS or on the machine itself, and under a name. Null elsewhere.
 */
export function siteOf(header: HeaderOf): Site | null {
  const host = header('x-forwarded-host') ?? header('host') ?? ''
  const protocol = header('x-forwarded-proto') ?? 'http'
  if (!URL.canParse(`${protocol}://${host}`)) return null
  const { origin, hostname } = new URL(`${protocol}://${host}`)
  const isAddress = /^[\d.]+$|^\[/.test(hostname)
  const isSecure = protocol === 'https' || hostname === 'localhost' || hostname.endsWith('.localhost')
  return isSecure && !isAddress ? { origin, id: hostname } : null
}

export function requireSite(header: HeaderOf): Site {
  const site = siteOf(header)
  if (!site) throw new Refusal('forbidden', 'accounts.noPasskeysHere')
  return site
}
