import { escapeHtml as safe } from '#lib/text/escape-html.ts'
import type { Letter, Surroundings } from './letter.ts'

/**
 * A letter as HTML that every program shows: one column, nothing that is fetched, colours for light and dark.
 */
export function asHtml(letter: Letter, { place, footer, locale, direction }: Surroundings): string {
  const { subject, greeting, paragraphs, details = [], link, notes = [] } = letter
  const paragraph = (text: string) => `<p>${safe(text)}</p>`
  const detail = ({ label, value }: { label: string; value: string }) =>
    `<tr><th scope="row">${safe(label)}</th><td>${safe(value)}</td></tr>`
  return `<!doctype html>
<html lang="${safe(locale)}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${safe(subject)}</title>
<style>${style}</style>
</head>
<body>
<div class="letter">
<p class="place"><bdi>${safe(place)}</bdi></p>
<h1>${safe(subject)}</h1>
${[greeting, ...paragraphs].map(paragraph).join('\n')}
${details.length > 0 ? `<table>${details.map(detail).join('')}</table>` : ''}
${link ? button(link) : ''}
${notes.map(paragraph).join('\n')}
<p class="footer">${safe(footer)}</p>
</div>
</body>
</html>`
}

/** The address stands below, too: for whoever copies it, and to be seen before one presses. */
const button = ({ label, url }: { label: string; url: string }) =>
  `<p><a class="button" href="${safe(url)}">${safe(label)}</a></p>
<p class="address"><a href="${safe(url)}">${safe(url)}</a></p>`

const style = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
body { margin: 0; padding: 24px 12px; background: #f4f4f5; color: #18181b; font: 16px/1.5 system-ui, sans-serif; }
.letter { max-width: 520px; margin: 0 auto; padding: 28px; background: #ffffff; border: 1px solid #e4e4e7; border-radius: 12px; }
.place { margin: 0 0 20px; font-weight: 600; color: #52525b; }
h1 { margin: 0 0 16px; font-size: 20px; line-height: 1.3; }
p { margin: 0 0 16px; }
table { margin: 0 0 16px; border-collapse: collapse; }
th, td { padding: 2px 0; text-align: start; vertical-align: top; font-weight: 400; overflow-wrap: anywhere; }
th { padding-inline-end: 16px; color: #52525b; white-space: nowrap; }
.button { display: inline-block; padding: 11px 20px; background: #f6b53f; color: #17211e; border-radius: 8px; font-weight: 600; text-align: center; text-decoration: none; }
.address { font-size: 13px; overflow-wrap: anywhere; }
.address a { color: #52525b; }
.footer { margin: 28px 0 0; padding-top: 16px; border-top: 1px solid #e4e4e7; font-size: 13px; color: #52525b; }
@media (prefers-color-scheme: dark) {
body { background: #18181b; color: #f4f4f5; }
.letter { background: #27272a; border-color: #3f3f46; }
.place, th, .address a, .footer { color: #c4c4cc; }
.footer { border-color: #3f3f46; }
}`
