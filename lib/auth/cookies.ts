/** Whether a request came by TLS, as lib/http/intake.ts has settled. */
export const isSecure = ({ headers }: Request): boolean => headers.get('x-forwarded-proto') === 'https'

/**
 * A `Set-Cookie` line of a cookie that no script reads, and that comes along when somebody is led here from
 * another site. `value`: without a character that cookies must escape. A life of 0 takes it away.
 */
export function cookieLine(
  request: Request,
  name: string,
  value: string,
  { path = '/', lifeMs }: { path?: string; lifeMs: number },
): string {
  const parts = [`${name}=${value}`, `Path=${path}`, `Max-Age=${Math.floor(lifeMs / 1000)}`]
  return [...parts, 'HttpOnly', 'SameSite=Lax', ...(isSecure(request) ? ['Secure'] : [])].join('; ')
}
