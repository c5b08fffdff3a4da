/** A domain of emails in the one form it is kept in: small letters, those of other scripts as they are. */
export const tidiedDomain = (text: string): string =>
  text.normalize('NFKC').trim().toLowerCase().replace(/^@/, '').replace(/\.$/, '')

export const isDomain = (text: string): boolean => inAscii(text) !== null

/** Whether an email is of one of these domains. What stands below one of them is another. */
export function isOfDomain(email: string, domains: readonly string[]): boolean {
  const own = inAscii(email.slice(email.lastIndexOf('@') + 1))
  return own !== null && domains.some((domain) => inAscii(domain) === own)
}

/** A name as name servers know it (RFC 5891): two labels at least, and no number of a machine. */
const named = /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+(?=[a-z\d-]*[a-z])[a-z\d](?:[a-z\d-]{0,61}[a-z\d])$/

function inAscii(domain: string): string | null {
  // What else an address may hold would not be lost, but taken for something other than the name.
  if (/[\s@/:?#\\[\]%]/.test(domain)) return null
  const name = URL.parse(`http://${domain}`)?.hostname ?? ''
  return name.length <= 253 && named.test(name) ? name : null
}
