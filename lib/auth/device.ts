import { sameEmail } from '#lib/accounts/same-email.ts'
import type { World } from '#lib/context.ts'
import { hashSecret } from '#lib/ids.ts'
import { cookieLine } from './cookies.ts'
import { cookieNamed } from './identify.ts'

/*
 * A browser in which somebody has signed in before is known to their account by a cookie (OWASP, "Slow down
 * online guessing attacks with device cookies"). It opens nothing: whoever fails on purpose, anywhere else,
 * does not keep out whoever has it.
 */

/** As long as browsers keep a cookie. */
const lifeMs = 400 * 86_400_000

/** Of each account its own, so that a browser that several share is known to all of them. */
const nameFor = (email: string) => `rooms.device.${hashSecret(sameEmail(email)).slice(0, 16)}`

/** Which device of an account a browser is; null for one in which nobody has signed in to it. */
export function deviceOf(
  { tokens }: Pick<World, 'tokens'>,
  cookies: string | undefined,
  email: string,
): string | null {
  const value = cookieNamed(nameFor(email), cookies)
  return value === null ? null : tokens.readDevice(sameEmail(email), value)
}

/** The `Set-Cookie` line by which a browser is known from now on: it belongs to each sign-in. */
export const deviceLine = ({ tokens }: Pick<World, 'tokens'>, request: Request, email: string): string =>
  cookieLine(request, nameFor(email), tokens.signDevice(sameEmail(email)), { path: '/', lifeMs })
