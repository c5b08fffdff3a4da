type HeaderOf = (name: string) => string | undefined

/**
 * Whether a page of this very site made the request (Fetch Metadata, else Origin). Without either it did not come from a page one can trust
 * a cookie of.
 */
export function isSameOrigin(header: HeaderOf): boolean {
  const site = header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  return isOwnOrigin(header)
}

/** Whether `Origin` names this site, as the caller reached it. `server.ts` sets the forwarded headers itself. */
function isOwnOrigin(header: HeaderOf): boolean {
  const origin = header('origin')
  const host = header('x-forwarded-host') ?? header('host')
  if (!origin || !host || !URL.canParse(origin)) return false
  return new URL(origin).host === host
}
