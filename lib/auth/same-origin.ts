type HeaderOf = (name: string) => string | undefined

/**
 * Whether a page of this very site made the request (Fetch Metadata, else Origin). Without either it did not
 * come from a page one can trust a cookie of.
 */
export function isSameOrigin(header: HeaderOf): boolean {
  const isTold = header('sec-fetch-site') !== undefined || header('origin') !== undefined
  return isTold && !isFromElsewhere(header)
}

/** Whether a page of another site made it. Programs, which tell neither, are no page. */
export function isFromElsewhere(header: HeaderOf): boolean {
  const site = header('sec-fetch-site')
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const origin = header('origin')
  return origin !== undefined && !isOwn(origin, header)
}

/**
 * Whether `Origin` names this site, as the caller reached it. lib/http/intake.ts
 * sets the forwarded headers; no caller does.
 */
function isOwn(origin: string, header: HeaderOf): boolean {
  const host = header('x-forwarded-host') ?? header('host')
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host.toLowerCase()
}
