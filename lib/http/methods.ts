import { Refusal } from '#lib/errors.ts'

/** Refuses a method that is none of these, naming them. Who takes GET takes HEAD (RFC 9110, 9.3.2). */
export function requireMethod(method: string | undefined, taken: readonly string[]): void {
  if (method !== undefined && taken.includes(asked(method))) return
  const allow = [...taken.flatMap((one) => (one === 'GET' ? ['GET', 'HEAD'] : one)), 'OPTIONS']
  throw new Refusal('method_not_allowed', 'http.method', { methods: allow.join(', ') }, { allow })
}

/** HEAD asks for what GET gives, without its body. */
export const asked = (method: string): string => (method === 'HEAD' ? 'GET' : method)
