import type { Buffer } from 'node:buffer'

/** Where the charset is looked for: in the header, and in the page (HTML, 13.2.3.2, and twice as far). */
const [typeChars, startBytes] = [256, 2_048]
/** Where it is looked whether the page is what it says: the head is there. */
const lookedAtChars = 65_536

/**
 * The text of a page: by its byte order mark, the header, or what it says itself. UTF-8 is believed what it
 * looks like, whatever else was said, because hardly any other text does; and not believed where it is broken
 * more often than not.
 */
export function decodePage(body: Buffer, contentType: string): string {
  const marked = markOf(body)
  if (marked) return new TextDecoder(marked).decode(body)
  const [header, page] = [known(charsetIn(contentType.slice(0, typeChars))), inPage(body)]
  const said = header ?? page ?? 'utf-8'
  const text = new TextDecoder().decode(body)
  const looks = utf8By(text)
  if (said === 'utf-8' && looks !== 'broken') return text
  if (isSingleByte(said) && looks === 'whole') return text
  const other = said !== 'utf-8' ? said : page && page !== 'utf-8' ? page : 'windows-1252'
  return new TextDecoder(other).decode(body)
}

/** By how it begins: a mark, or a bracket of two bytes. */
function markOf(body: Buffer): string | null {
  const start = body.subarray(0, 3).toString('hex')
  if (start === 'efbbbf') return 'utf-8'
  if (start.startsWith('fffe') || start.startsWith('3c00')) return 'utf-16le'
  return start.startsWith('feff') || start.startsWith('003c') ? 'utf-16be' : null
}

const isSingleByte = (charset: string) => /^(?:windows-|iso-8859-|koi8-|ibm866|macintosh|x-mac)/.test(charset)

function utf8By(text: string): 'plain' | 'whole' | 'broken' {
  const start = text.slice(0, lookedAtChars)
  const broken = start.split('\ufffd').length - 1
  const whole = start.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0
  if (broken > whole) return 'broken'
  return whole > 0 ? 'whole' : 'plain'
}

/** What a page says that it is in a `meta` of its own. Whoever can read that has no UTF-16 before them. */
function inPage(body: Buffer): string | undefined {
  const tags = body.subarray(0, startBytes).toString('latin1').split('<')
  const metas = tags.filter((tag) => /^meta\s/i.test(tag)).map((tag) => tag.split('>', 1)[0] ?? '')
  const telling = metas.filter((tag) => /^meta\s{1,9}charset|http-equiv/i.test(tag) || !/content/i.test(tag))
  const found = telling.map((tag) => known(charsetIn(tag))).find(Boolean)
  return found?.startsWith('utf-16') ? 'utf-8' : found
}

const charsetIn = (text: string) => /charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w:.-]{1,40})/i.exec(text)?.[1]

/** The charset by its one name; none where there is no such. */
function known(label: string | undefined): string | undefined {
  if (label === undefined) return undefined
  try {
    return new TextDecoder(label).encoding
  } catch {
    return undefined
  }
}
