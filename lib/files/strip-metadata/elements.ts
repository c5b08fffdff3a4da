import { Damaged, type Source } from './source.ts'

/** An element of EBML (RFC 8794): its name, where it begins, where its content does, where it ends. */
export type Element = { id: number; at: number; content: number; end: number }

const header = 0x1a45dfa3
const segmentName = 0x18538067
const cluster = 0x1f43b675
/** Parts of clusters: a file that breaks off does so in one of them. */
const data = new Set([cluster, 0xa3, 0xa0])

/** The segment of a Matroska or WebM file; null for any other. */
export function segmentOf(source: Source): Element | null {
  const first = elementAt(source, 0, source.size)
  if (first?.id !== header) return null
  const segment = elementAt(source, first.end, source.size)
  return segment?.id === segmentName ? segment : null
}

/**
 * The elements between two places. A cluster whose length nobody knew is told
 * without its content, which follows. A recording may break off where one begins. Throws `Damaged` at one
 * that does not fit.
 */
export function* elementsIn(source: Source, from: number, end: number): Generator<Element> {
  for (let at = from; at < end; ) {
    const element = elementAt(source, at, end)
    if (!element) return
    yield element
    at = element.end
  }
}

/** Null where there is not even its head. */
function elementAt(source: Source, at: number, end: number): Element | null {
  if (at >= end) return null
  const idBytes = Math.clz32(source.byte(at)) - 23
  if (idBytes > 4) throw new Damaged('A name of no known length')
  const sizeAt = at + idBytes
  if (sizeAt >= end) return null
  const id = number(source, at, idBytes)
  const sizeBytes = Math.clz32(source.byte(sizeAt)) - 23
  if (sizeBytes > 8) throw new Damaged('A size of no known length')
  if (sizeAt + sizeBytes > end) return null
  const most = 2 ** (7 * sizeBytes)
  // Without the bit that tells how many bytes there are, which together are more than a number holds.
  const size = number(source, sizeAt, sizeBytes, 0xff >> sizeBytes)
  const content = sizeAt + sizeBytes
  // All ones: nobody knew it.
  if (size >= most - 1 && (id === segmentName || id === cluster))
    return { id, at, content, end: id === cluster ? content : end }
  if (content + size <= end) return { id, at, content, end: content + size }
  if (id === segmentName || data.has(id)) return { id, at, content, end }
  throw new Damaged('An element is cut off')
}

function number(source: Source, at: number, bytes: number, firstBits = 0xff): number {
  let value = source.byte(at) & firstBits
  for (let byte = 1; byte < bytes; byte++) value = value * 256 + source.byte(at + byte)
  return value
}
