import { english } from '#lib/words/english.ts'

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escaped = (text: string) => text.replace(/[&<>]/g, (sign) => signs[sign] ?? '')

/** A refusal to somebody with a browser, where no page of the site can be drawn, and the way back. */
export const refusalPage = (title: string, message: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<h1>${escaped(title)}</h1>
<p>${escaped(message)}</p>
<p><a href="/rooms">${escaped(english('common.allRooms'))}</a></p>
</html>
`
