import type { Buffer } from 'node:buffer'
import { turningSigns } from '#lib/bidi-controls.ts'
import { shortened } from '#lib/text/cut.ts'
import { readHead, valueChars } from './head.ts'

/** What a page says of itself in its head. */
export type PageMeta = { title: string; description: string; siteName: string; image: string | null }

const titleChars = 200
const descriptionChars = 300
const siteNameChars = 80
/** Where the charset is looked for: in the header, and in the page (HTML, 13.2.3.2, and twice as far). */
const [typeChars, startBytes] = [256, 2_048]

/**
 * The title, description and picture of an HTML page: Open Graph first, then Twitter's cards, then plain
 * HTML. Null without a title. Takes a moment for a large page, so it is for a process of its own.
 */
export function readPage(body: Buffer, contentType: string): PageMeta | null {
  const { title, told } = readHead(decode(body, contentType))
  const first = (...keys: string[]) => keys.map((key) => told.get(key)).find(Boolean)
  const shown = cut(first('og:title', 'twitter:title') ?? title, titleChars)
  if (shown === '') return null
  const image = first('og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image', 'twitter:image:src')
  return {
    title: shown,
    description: cut(first('og:description', 'twitter:description', 'description') ?? '', descriptionChars),
    siteName: cut(first('og:site_name', 'application-name') ?? '', siteNameChars),
    // An address that was cut leads elsewhere.
    image: image && image.length < valueChars ? image : null,
  }
}

/** Whether a piece of a page ends its head. */
export const endsHead = (piece: Buffer): boolean => /<\/head|<body/i.test(piece.toString('latin1'))

/** The text of a page: by its byte order mark, the header, or what it says itself, else UTF-8. */
function decode(body: Buffer, contentType: string): string {
  const marked =
    body[0] === 0xfe && body[1] === 0xff
      ? 'utf-16be'
      : body[0] === 0xff && body[1] === 0xfe
        ? 'utf-16le'
        : null
  const charset = marked ?? charsetIn(contentType.slice(0, typeChars)) ?? charsetOf(body)
  try {
    return new TextDecoder(charset ?? 'utf-8').decode(body)
  } catch {
    return new TextDecoder().decode(body) // No such charset.
  }
}

function charsetOf(body: Buffer): string | undefined {
  const tags = body.subarray(0, startBytes).toString('latin1').split('<')
  const metas = tags.filter((tag) => /^meta\s/i.test(tag)).map((tag) => tag.split('>', 1)[0] ?? '')
  return metas.map(charsetIn).find(Boolean)
}

const charsetIn = (text: string) => /charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w-]{1,40})/i.exec(text)?.[1]

/** One line of text, without signs that hide or turn around what follows. */
function cut(text: string, chars: number): string {
  const line = text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(turningSigns, '')
    .trim()
  return shortened(line, chars).toWellFormed()
}
