import { z } from 'zod'
import { sameEmail } from '#lib/accounts/same-email.ts'
import { allowed } from '#lib/limits.ts'
import { cut } from '#lib/text/cut.ts'
import { oneLine } from '#lib/text/signs.ts'
import type { Provider } from './providers.ts'
import type { Found } from './trips.ts'

/** What is read of them (OpenID Connect Core 1.0, 5.1); some providers write true as a word. */
const standard = z.object({
  sub: z.string().min(1).max(255),
  email: z.string().nullish(),
  email_verified: z.union([z.boolean(), z.string()]).nullish(),
  name: z.string().nullish(),
  preferred_username: z.string().nullish(),
})

/** Somebody, by what their provider's tokens say. */
export function fromClaims(provider: Provider, claims: Record<string, unknown>): Found {
  const { sub, email, email_verified: said, name, preferred_username: handle } = standard.parse(claims)
  return {
    provider,
    subject: sub,
    name: nameOf(name, handle, email?.split('@')[0], provider.name),
    email: emailOf(email, said === true || said === 'true'),
    isAdmin: provider.administrators && holds(claims, provider.administrators),
  }
}

/** As accounts have it. One that is none here is as good as one that is not theirs. */
export function emailOf(email: string | null | undefined, isVerified: boolean): Found['email'] {
  if (!email) return null
  const { data } = z.email().max(254).safeParse(sameEmail(email))
  return data !== undefined && isVerified ? data : 'unverified'
}

/** The first in which something can be seen. */
export const nameOf = (...candidates: (string | null | undefined)[]): string =>
  candidates.map((text) => cut(oneLine(text ?? ''), allowed().userNameChars).trim()).find(Boolean) ?? '–'

/** A claim may stand in another one: `realm_access.roles`. */
function holds(
  claims: Record<string, unknown>,
  { claim, value }: NonNullable<Provider['administrators']>,
): boolean {
  const found = Object.hasOwn(claims, claim)
    ? claims[claim]
    : claim.split('.').reduce<unknown>((part, key) => own(part, key), claims)
  return Array.isArray(found) ? found.includes(value) : String(found) === value
}

const own = (of: unknown, key: string) =>
  typeof of === 'object' && of !== null && Object.hasOwn(of, key)
    ? (of as Record<string, unknown>)[key]
    : undefined
