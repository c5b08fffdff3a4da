import { escapeHtml } from '#lib/text/escape-html.ts'
import { english } from '#lib/words/english.ts'

/** A refusal to somebody with a browser, where no page of the site can be drawn, and the way back. */
export const refusalPage = (title: string, message: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(message)}</p>
<p><a href="/rooms">${escapeHtml(english('common.allRooms'))}</a></p>
</html>
`
