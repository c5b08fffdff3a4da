import { Buffer } from 'node:buffer'
import { closeSync, fstatSync, openSync, readSync, renameSync, writeFileSync } from 'node:fs'
import { stripGif } from './gif.ts'
import { stripHeif } from './heif.ts'
import { stripJpeg } from './jpeg.ts'
import type { Piece } from './pieces.ts'
import { stripPng } from './png.ts'
import { Damaged, type Source, sourceOf } from './source.ts'
import { stripWebp } from './webp.ts'

const strippers = new Map<string, (source: Source) => Piece[]>([
  ['image/jpeg', stripJpeg],
  ['image/png', stripPng],
  ['image/apng', stripPng],
  ['image/gif', stripGif],
  ['image/webp', stripWebp],
  ...['avif', 'heic', 'heic-sequence', 'heif', 'heif-sequence'].map((kind): [string, typeof stripHeif] => [
    `image/${kind}`,
    stripHeif,
  ]),
])
const copiedBytes = 1_048_576

/** Whether files of this type can be cleaned. */
export const canStrip = (mimeType: string): boolean => strippers.has(mimeType)

/** What a file of this type consists of when it is clean. Throws `Damaged`. */
export const stripped = (source: Source, mimeType: string): Piece[] => {
  const stripOne = strippers.get(mimeType)
  if (!stripOne) throw new Damaged('Not a picture that can be cleaned')
  return stripOne(source)
}

/**
 * Takes out of a picture's file what tells more than the picture: where, when and with which device
 * it was made, and whatever somebody hid there. What may stay is listed for each format; the picture
 * itself stays to the bit. Throws `Damaged` when the file does not hold together. Waits for the
 * disk, so it is for a process of its own.
 */
export function strip(path: string, mimeType: string): void {
  const made = `${path}.clean`
  const from = openSync(path, 'r')
  try {
    const source = sourceOf(fstatSync(from).size, (target, at) =>
      readSync(from, target, 0, target.length, at),
    )
    write(from, made, stripped(source, mimeType))
  } finally {
    closeSync(from)
  }
  renameSync(made, path)
}

function write(from: number, path: string, pieces: Piece[]) {
  const to = openSync(path, 'w')
  try {
    const buffer = Buffer.alloc(copiedBytes)
    for (const piece of pieces) {
      if (Buffer.isBuffer(piece)) writeFileSync(to, piece)
      else if ('zeros' in piece) {
        buffer.fill(0)
        inParts(0, piece.zeros, (_, length) => writeFileSync(to, buffer.subarray(0, length)))
      } else
        inParts(piece.from, piece.to, (at, length) =>
          writeFileSync(to, buffer.subarray(0, readSync(from, buffer, 0, length, at))),
        )
    }
  } finally {
    closeSync(to)
  }
}

function inParts(from: number, to: number, copy: (at: number, length: number) => void) {
  for (let at = from; at < to; at += copiedBytes) copy(at, Math.min(copiedBytes, to - at))
}
