import type { FileHandle } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'

type Source = AsyncIterable<Buffer | string> | Iterable<Buffer | string>
type Entry = { name: Buffer; crc: number; packed: number; size: number; at: number; method: number }

/** What 32 bits, or the 16 of a count, cannot say. */
const [large, many] = [0xffff_ffff, 0xffff]
const [stored, deflated] = [0, 8]
/** Names are UTF-8. */
const flags = 0x0800
/** 2.0; 4.5 where an offset needs 64 bits. */
const [plain, long] = [20, 45]

export type Zip = {
  /** Adds a file, as it is or made smaller; how much it is need not be known. Up to 4 GiB. */
  add: (name: string, source: Source, how?: { shrink: boolean }) => Promise<void>
  /** Ends the archive, and gives how many bytes it has. */
  end: () => Promise<number>
}

/**
 * Writes an archive into an open file, one entry after the other, holding none of them (PKWARE APPNOTE
 * 6.3.10).
 */
export function writeZip(to: FileHandle): Zip {
  const entries: Entry[] = []
  let at = 0
  const put = async (bytes: Uint8Array) => {
    await to.writev([bytes], at)
    at += bytes.length
  }

  return {
    add: async (name, source, { shrink } = { shrink: false }) => {
      const method = shrink ? deflated : stored
      const entry = { name: Buffer.from(name), crc: 0, packed: 0, size: 0, at, method }
      await put(localHeader(entry))
      const began = at
      const counted = async function* (chunks: Source) {
        for await (const chunk of chunks) {
          const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
          entry.crc = crc32(bytes, entry.crc)
          entry.size += bytes.length
          yield bytes
        }
      }
      const keep = async (chunks: AsyncIterable<Buffer>) => {
        for await (const chunk of chunks) await put(chunk)
      }
      if (shrink) await pipeline(source, counted, createDeflateRaw(), keep)
      else await pipeline(source, counted, keep)
      entry.packed = at - began
      if (Math.max(entry.size, entry.packed) >= large) throw new RangeError('An entry is larger than 4 GiB.')
      // Known only now.
      const header = localHeader(entry)
      await to.write(header, 0, header.length, entry.at)
      entries.push(entry)
    },
    end: async () => {
      const began = at
      for (const entry of entries) await put(centralHeader(entry))
      await put(ending(entries.length, began, at - began))
      return at
    },
  }
}

/** Little-endian numbers, each with how many bytes it takes. */
function numbers(...fields: [value: number, bytes: 2 | 4 | 8][]): Buffer {
  const to = Buffer.alloc(fields.reduce((sum, [, bytes]) => sum + bytes, 0))
  let at = 0
  for (const [value, bytes] of fields) {
    if (bytes === 8) to.writeBigUInt64LE(BigInt(value), at)
    else to.writeUIntLE(value, at, bytes)
    at += bytes
  }
  return to
}

/** Of every entry alike, so that the archive tells nothing of its making: 1 January 1980. */
const [time, date] = [0, 0x21]

function localHeader({ name, crc, packed, size, method }: Entry): Buffer {
  const [head, tail] = [
    numbers([0x0403_4b50, 4], [plain, 2], [flags, 2], [method, 2], [time, 2], [date, 2]),
    numbers([crc, 4], [packed, 4], [size, 4], [name.length, 2], [0, 2]),
  ]
  return Buffer.concat([head, tail, name])
}

function centralHeader({ name, crc, packed, size, at, method }: Entry): Buffer {
  const isFar = at >= large
  const extra = isFar ? numbers([1, 2], [8, 2], [at, 8]) : Buffer.alloc(0)
  const version = isFar ? long : plain
  return Buffer.concat([
    numbers([0x0201_4b50, 4], [version, 2], [version, 2], [flags, 2], [method, 2], [time, 2], [date, 2]),
    numbers([crc, 4], [packed, 4], [size, 4], [name.length, 2], [extra.length, 2], [0, 2]),
    numbers([0, 2], [0, 2], [0, 4], [Math.min(at, large), 4]),
    name,
    extra,
  ])
}

function ending(count: number, at: number, bytes: number): Buffer {
  const isLong = count >= many || at >= large || bytes >= large
  const longEnding = Buffer.concat([
    numbers([0x0606_4b50, 4], [44, 8], [long, 2], [long, 2], [0, 4], [0, 4]),
    numbers([count, 8], [count, 8], [bytes, 8], [at, 8]),
    numbers([0x0706_4b50, 4], [0, 4], [at + bytes, 8], [1, 4]),
  ])
  const counted = Math.min(count, many)
  return Buffer.concat([
    ...(isLong ? [longEnding] : []),
    numbers([0x0605_4b50, 4], [0, 2], [0, 2], [counted, 2], [counted, 2]),
    numbers([Math.min(bytes, large), 4], [Math.min(at, large), 4], [0, 2]),
  ])
}
