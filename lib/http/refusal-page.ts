import type { Theme } from '#lib/accounts/theme.ts'
import type { Refusal } from '#lib/errors.ts'
import { escapeHtml } from '#lib/text/escape-html.ts'
import { english } from '#lib/words/english.ts'
import { titles } from './problem.ts'

/** What such a page may load: files of public/, which need neither Next nor the database. */
export const refusalPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/**
 * A refusal to somebody with a browser, where no page of the site can be drawn, and the way back. What will
 * pass is waited for by the page itself (public/comes-back.js), also without scripts.
 */
export function refusalPage({ code, message }: Refusal, theme: Theme): string {
  const passes = code === 'unavailable'
  const title = passes ? english('common.unavailable.title') : titles[code]
  const said = passes ? english('common.unavailable.body') : message
  const [way, words] = passes
    ? ['', english('common.unavailable.now')]
    : ['/rooms', english('common.allRooms')]
  return `<!doctype html>
<html lang="en" data-theme="${theme}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="/refusal.css">
${passes ? '<script src="/comes-back.js" defer></script>\n<noscript><meta http-equiv="refresh" content="5"></noscript>\n' : ''}<main>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(said)}</p>
<p><a href="${way}">${escapeHtml(words)}</a></p>
</main>
</html>
`
}
