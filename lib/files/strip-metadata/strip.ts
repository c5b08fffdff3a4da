import { Buffer } from 'node:buffer'
import { closeSync, ftruncateSync, openSync, readSync, renameSync, writeSync } from 'node:fs'
import { stripFilm } from './film.ts'
import { stripGif } from './gif.ts'
import { stripHeif } from './heif.ts'
import { stripJpeg } from './jpeg.ts'
import { stripMatroska } from './matroska.ts'
import { lengthOf, type Piece, standsStill } from './pieces.ts'
import { stripPng } from './png.ts'
import { Damaged, type Source, withSource } from './source.ts'
import { stripWebp } from './webp.ts'

type Strip = (source: Source) => Piece[]

const all = (group: string, names: string, how: Strip): [string, Strip][] =>
  names.split(' ').map((name) => [`${group}/${name}`, how])

const strippers = new Map<string, Strip>([
  ['image/jpeg', stripJpeg],
  ['image/png', stripPng],
  ['image/apng', stripPng],
  ['image/gif', stripGif],
  ['image/webp', stripWebp],
  ...all('image', 'avif heic heic-sequence heif heif-sequence', stripHeif),
  ...all('video', 'mp4 quicktime x-m4v 3gpp 3gpp2', stripFilm),
  ...all('audio', 'mp4 x-m4a 3gpp 3gpp2', stripFilm),
  ...all('video', 'webm matroska', stripMatroska),
  ...all('audio', 'webm matroska', stripMatroska),
])
const copiedBytes = 1_048_576

/** Whether files of this type can be cleaned. */
export const canStrip = (mimeType: string): boolean => strippers.has(mimeType)

/** What a file of this type consists of when it is clean. Throws `Damaged`. */
export const stripped = (source: Source, mimeType: string): Piece[] => {
  const stripOne = strippers.get(mimeType)
  if (!stripOne) throw new Damaged('Of no kind that can be cleaned')
  return stripOne(source)
}

/**
 * Takes out of a file what tells more than the picture, the film or the sound: where, when and with which
 * device it was made, and whatever somebody hid there. What may stay is listed for each format; the picture
 * itself stays to the bit. Throws `Damaged` when the file does not hold together. Waits for the
 * disk, so it is for a process of its own.
 */
export function strip(path: string, mimeType: string): void {
  const pieces = withSource(path, (source) => stripped(source, mimeType))
  // A film is large, and what goes is overwritten where it stands.
  if (standsStill(pieces)) write(path, pieces, path)
  else {
    write(path, pieces, `${path}.clean`)
    renameSync(`${path}.clean`, path)
  }
}

function write(path: string, pieces: Piece[], made: string) {
  const same = made === path
  const from = openSync(path, same ? 'r+' : 'r')
  const to = same ? from : openSync(made, 'w')
  try {
    const buffer = Buffer.alloc(copiedBytes)
    let written = 0
    const put = (bytes: Buffer) => {
      for (let at = 0; at < bytes.length; ) at += writeSync(to, bytes, at, bytes.length - at, written + at)
      written += bytes.length
    }
    for (const piece of pieces) {
      if (Buffer.isBuffer(piece)) put(piece)
      else if ('zeros' in piece) {
        buffer.fill(0)
        inParts(0, piece.zeros, (_, length) => put(buffer.subarray(0, length)))
      } else if (same) written = piece.to
      else
        inParts(piece.from, piece.to, (at, length) =>
          put(buffer.subarray(0, readSync(from, buffer, 0, length, at))),
        )
    }
    if (same) ftruncateSync(to, lengthOf(pieces))
  } finally {
    closeSync(from)
    if (!same) closeSync(to)
  }
}

function inParts(from: number, to: number, copy: (at: number, length: number) => void) {
  for (let at = from; at < to; at += copiedBytes) copy(at, Math.min(copiedBytes, to - at))
}
