import { Buffer } from 'node:buffer'

/** One text frame as clients send them (RFC 6455, 5.2). The mask is all zeros: it hides nothing. */
export function frameOf(text: string): Buffer {
  const body = Buffer.from(text)
  const long = body.length > 125
  const head = Buffer.from(
    long ? [0x81, 0xfe, body.length >> 8, body.length & 0xff] : [0x81, 0x80 | body.length],
  )
  return Buffer.concat([head, Buffer.alloc(4), body])
}

/**
 * Reads the frames of a server that does not compress: hands on each text frame as a part of `bytes`, and
 * gives what is left of one that is not whole yet.
 */
export function readFrames(bytes: Buffer, heard: (bytes: Buffer, from: number, to: number) => void): Buffer {
  let at = 0
  while (bytes.length - at >= 2) {
    const [kind = 0, short = 0] = [bytes[at], bytes[at + 1]]
    let from = at + 2
    let length = short
    if (short === 126) {
      if (bytes.length < from + 2) break
      length = bytes.readUInt16BE(from)
      from += 2
    } else if (short === 127) {
      if (bytes.length < from + 8) break
      length = Number(bytes.readBigUInt64BE(from))
      from += 8
    }
    if (bytes.length < from + length) break
    if (kind === 0x81) heard(bytes, from, from + length)
    at = from + length
  }
  return bytes.subarray(at)
}
