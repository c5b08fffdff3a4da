const schemes = new Set(['http:', 'https:', 'mailto:'])

/** The address a message may lead to, or null: only the web and mail, and only in full. */
export const safeLink = (href: string): string | null => {
  const url = URL.parse(href)
  return url && schemes.has(url.protocol) ? url.href : null
}

/** Of an address of this site that opens a room or a message: its path. Those open in this page. */
export const placeInside = (href: string, origin: string): string | null => {
  const url = URL.parse(href)
  return url && url.origin === origin && /^\/rooms\/[\w-]+$/.test(url.pathname)
    ? url.pathname + url.search
    : null
}
