import { Buffer } from 'node:buffer'
import { Damaged } from './source.ts'

/** What a cleaned file is made of: a part of the old one, so many zeros, or bytes of its own. */
export type Piece = { from: number; to: number } | { zeros: number } | Buffer

export type Pieces = {
  list: Piece[]
  keep: (from: number, to: number) => void
  put: (...bytes: (Buffer | number[])[]) => void
  zero: (length: number) => void
}

/** No picture has as many; a file may be made of nothing else. */
const most = 100_000

/** Gathers pieces; what follows upon each other in the old file is one. */
export function gather(): Pieces {
  const list: Piece[] = []
  const add = (piece: Piece) => {
    if (list.push(piece) > most) throw new Damaged('It has too many parts')
  }
  return {
    list,
    keep(from, to) {
      const last = list.at(-1)
      if (last && 'to' in last && last.to === from) last.to = to
      else if (to > from) add({ from, to })
    },
    put: (...bytes) => add(Buffer.concat(bytes.map((one) => Buffer.from(one)))),
    zero(length) {
      if (length > 0) add({ zeros: length })
    },
  }
}

export const lengthOf = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, piece) => sum + ('to' in piece ? piece.to - piece.from : zerosOrLength(piece)), 0)

const zerosOrLength = (piece: { zeros: number } | Buffer) => ('zeros' in piece ? piece.zeros : piece.length)

/** Whether all that is kept stays where it stood. */
export function standsStill(pieces: readonly Piece[]): boolean {
  let at = 0
  return pieces.every((piece) => {
    const stands = !('to' in piece) || piece.from === at
    at += lengthOf([piece])
    return stands
  })
}
