import type { Buffer } from 'node:buffer'
import { shortened } from '#lib/text/cut.ts'
import { oneLine } from '#lib/text/signs.ts'
import { decodePage } from './charset.ts'
import { readHead, valueChars } from './head.ts'

/** What a page says of itself in its head; addresses as they stand there, and what they are relative to. */
export type PageMeta = {
  title: string
  description: string
  siteName: string
  /** In the order to try them. */
  images: string[]
  base: string
  /** Where it sends whoever opens it. */
  goesTo: string | null
}

const titleChars = 200
const descriptionChars = 300
const siteNameChars = 80
const mostImages = 3
const imageNames = [
  'og:image:secure_url',
  'og:image',
  'og:image:url',
  'twitter:image',
  'twitter:image:src',
  'image',
  'thumbnailurl',
  'link:image_src',
]

/**
 * The title, description and pictures of an HTML page: Open Graph first, then Twitter's cards, then plain
 * HTML and microdata. What is empty is as good as not there. Null for a page that says nothing. Takes a
 * moment for a large page, so it is for a process of its own.
 */
export function readPage(body: Buffer, contentType: string): PageMeta | null {
  const isXml = /^application\/xhtml\+xml\b/i.test(contentType)
  const { title, told, base } = readHead(decodePage(body, contentType), isXml)
  const all = (...keys: string[]) => keys.flatMap((key) => told.get(key) ?? [])
  const first = (chars: number, texts: string[]) =>
    texts.map((text) => shortened(oneLine(text.replace(/\s+/g, ' ')), chars)).find(Boolean) ?? ''
  const page = {
    title: first(titleChars, [
      ...all('og:title', 'twitter:title'),
      title,
      ...all('title', 'dc.title', 'headline', 'name'),
    ]),
    description: first(
      descriptionChars,
      all('og:description', 'twitter:description', 'description', 'dc.description'),
    ),
    siteName: first(siteNameChars, all('og:site_name', 'application-name')),
    // An address that was cut leads elsewhere.
    images: [...new Set(all(...imageNames))].filter(({ length }) => length < valueChars).slice(0, mostImages),
    base: base.length < valueChars ? base : '',
    goesTo: all('refresh').map(refreshOf).find(Boolean) ?? null,
  }
  const saysNothing = page.title === '' && page.description === '' && page.images.length === 0
  return saysNothing && !page.goesTo ? null : page
}

/** Where a page sends at once (HTML, 4.2.5.3); one that only changes after a while stays. */
function refreshOf(content: string): string | null {
  const [seconds = '', rest = ''] = content.split(/[;,]/, 2)
  const at = content.slice(seconds.length + 1)
  if (rest === '' || Number(seconds.trim() || '0') > 1 || content.length >= valueChars) return null
  const address = /^\s{0,9}url\s{0,9}=\s{0,9}(.*)$/is.exec(at)?.[1] ?? at.trim()
  return address.replace(/^(['"])([^'"]*).*$/s, '$2').trim() || null
}

const ends = { '<!--': /-->/g, '<script': /<\/script/gi, '<style': /<\/style/gi }
const begins = /<!--|<script|<style|<\/head|<body/gi
/** A word that is looked for may come in two pieces. */
const seamChars = 16

/** Tells, piece by piece, whether a page has come to the end of its head, wherever scripts speak of one. */
export function untilHeadEnds(): (piece: Buffer) => boolean {
  let seam = ''
  let within: RegExp | null = null
  return (piece) => {
    const text = seam + piece.toString('latin1')
    let at = 0
    for (;;) {
      const wanted: RegExp = within ?? begins
      wanted.lastIndex = at
      const found = wanted.exec(text)
      if (!found) break
      const word = found[0].toLowerCase()
      if (word === '</head' || word === '<body') return true
      at = wanted.lastIndex
      within = within ? null : (Object.entries(ends).find(([begin]) => begin === word)?.[1] ?? null)
    }
    seam = text.slice(Math.max(at, text.length - seamChars))
    return false
  }
}
