import { Buffer } from 'node:buffer'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** A file whose parts do not fit together. */
export class Damaged extends Error {
  override name = 'Damaged'
}

/** The bytes of a file, looked at a window at a time. Whatever lies outside of the file throws `Damaged`. */
export type Source = {
  size: number
  byte: (at: number) => number
  /** Big-endian, like the others; WebP alone counts the other way. */
  u16: (at: number) => number
  u32: (at: number) => number
  u32le: (at: number) => number
  /** So many bytes as Latin-1. */
  text: (at: number, length: number) => string
  /** A copy. */
  bytes: (at: number, length: number) => Buffer
  /** Where this byte comes next, -1 for nowhere. */
  find: (byte: number, from: number) => number
}
/** Fills the target with what stands at a place of the file, and tells how much that was. */
type Read = (target: Buffer, at: number) => number

const windowBytes = 65_536

function sourceOf(size: number, read: Read): Source {
  const window = Buffer.alloc(windowBytes)
  let start = 0
  let end = 0

  /** The place in the window of so many bytes of the file. */
  function locate(at: number, length: number): number {
    if (at + length > size) throw new Damaged('It ends too early')
    if (at < start || at + length > end) {
      start = at
      end = at + read(window, at)
      if (at + length > end) throw new Damaged('It ends too early')
    }
    return at - start
  }

  return {
    size,
    byte: (at) => window.readUInt8(locate(at, 1)),
    u16: (at) => window.readUInt16BE(locate(at, 2)),
    u32: (at) => window.readUInt32BE(locate(at, 4)),
    u32le: (at) => window.readUInt32LE(locate(at, 4)),
    text(at, length) {
      const place = locate(at, length)
      return window.toString('latin1', place, place + length)
    },
    bytes(at, length) {
      if (at + length > size) throw new Damaged('It ends too early')
      const copy = Buffer.alloc(length)
      if (read(copy, at) < length) throw new Damaged('It ends too early')
      return copy
    },
    find(byte, from) {
      for (let at = from; at < size; at = end) {
        const place = locate(at, 1)
        const found = window.subarray(0, end - start).indexOf(byte, place)
        if (found !== -1) return start + found
      }
      return -1
    },
  }
}

/** The same for bytes in memory. */
export const sourceIn = (bytes: Buffer): Source =>
  sourceOf(bytes.length, (target, at) => bytes.copy(target, 0, at))

/** Looks into a file. Waits for the disk, so it is for a process of its own. */
export function withSource<T>(path: string, use: (source: Source) => T): T {
  const from = openSync(path, 'r')
  try {
    return use(sourceOf(fstatSync(from).size, (target, at) => readSync(from, target, 0, target.length, at)))
  } finally {
    closeSync(from)
  }
}

/** What the look at a file found; something else where it does not hold together. */
export function unlessDamaged<T>(look: () => T, otherwise: T): T {
  try {
    return look()
  } catch (error) {
    if (error instanceof Damaged) return otherwise
    throw error
  }
}
