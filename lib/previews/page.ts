import type { Buffer } from 'node:buffer'
import { Parser } from 'htmlparser2'

/** What a page says of itself in its head. */
export type Told = { title: string; description: string; siteName: string; image: string | null }

const titleChars = 200
const descriptionChars = 300

/** The title, description and picture of an HTML page: Open Graph first, then Twitter's cards, then plain HTML. Null without a title. */
export function readPage(body: Buffer, contentType: string): Told | null {
  const told = new Map<string, string>()
  let title = ''
  let inTitle = false
  const parser = new Parser({
    onopentag: (name, { property, name: called, content }) => {
      inTitle = name === 'title' && title === ''
      const key = (property ?? called)?.toLowerCase()
      if (name === 'meta' && key && content && !told.has(key)) told.set(key, content)
    },
    ontext: (text) => {
      if (inTitle) title += text
    },
    onclosetag: (name) => {
      if (name === 'title') inTitle = false
    },
  })
  parser.end(decode(body, contentType))
  const first = (...keys: string[]) => keys.map((key) => told.get(key)).find(Boolean)
  const shown = cut(first('og:title', 'twitter:title') ?? title, titleChars)
  if (shown === '') return null
  return {
    title: shown,
    description: cut(first('og:description', 'twitter:description', 'description') ?? '', descriptionChars),
    siteName: cut(first('og:site_name', 'application-name') ?? '', 80),
    image:
      first('og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image', 'twitter:image:src') ?? null,
  }
}

/** Whether a piece of a page ends its head. */
export const endsHead = (piece: Buffer): boolean => /<\/head|<body/i.test(piece.toString('latin1'))

/** The text of a page: by its byte order mark, the header, or what it says itself (HTML, 13.2.3.2), else UTF-8. */
function decode(body: Buffer, contentType: string): string {
  const marked =
    body[0] === 0xfe && body[1] === 0xff
      ? 'utf-16be'
      : body[0] === 0xff && body[1] === 0xfe
        ? 'utf-16le'
        : null
  const named = /charset\s*=\s*["']?\s*([\w-]+)/i
  const start = body.subarray(0, 2_048).toString('latin1')
  const charset =
    marked ??
    named.exec(contentType)?.[1] ??
    named.exec(/<meta[^>]*charset[^>]*>/i.exec(start)?.[0] ?? '')?.[1]
  try {
    return new TextDecoder(charset ?? 'utf-8').decode(body)
  } catch {
    return new TextDecoder().decode(body) // No such charset.
  }
}

/** One line of text, without signs that hide or turn around what follows. */
function cut(text: string, chars: number): string {
  const line = text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .trim()
  // Half of a pair that the cut went through is no character, and PostgreSQL takes none in JSON.
  return (line.length > chars ? `${line.slice(0, chars - 1).trimEnd()}…` : line).toWellFormed()
}
