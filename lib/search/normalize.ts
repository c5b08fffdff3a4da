import { fold } from '#lib/fold.ts'

/**
 * A mention, also of a room (its id is no word anybody looks for), a gap, or one sign with what is written
 * on it: at most 30 marks, as in Unicode's stream-safe texts (UAX 15, 13), since putting
 * more into their order takes ever longer.
 */
const pieces = /<[@#][\w-]{1,64}>|\s+|[^\p{M}\u1160-\u11ff][\p{M}\u1160-\u11ff]{0,30}/gu
/** Marks of emphasis: a phrase is found whether or not a part of it is bold. */
const emphasis = /[*~`]/g

/** Text as it is compared, and where in the text as it was written each of its characters begins and ends. */
export type Key = { text: string; from: (at: number) => number; to: (at: number) => number }

const keyOfPiece = (piece: string): string => {
  if (/^<[@#]./.test(piece)) return ' '
  return fold(piece).replace(emphasis, '')
}

/** The same few signs come again and again, and folding one costs more than looking it up. */
const known = new Map<string, string>()
const mostKnown = 10_000
const lookedUp = (piece: string): string => {
  let key = known.get(piece)
  if (key === undefined) {
    key = keyOfPiece(piece)
    if (piece.length === 1 && known.size < mostKnown) known.set(piece, key)
  }
  return key
}

/** Most texts of many languages: nothing in them to fold but capitals. */
const plain = /^(?!.*<[@#])[!-)+-_a-}]+(?: [!-)+-_a-}]+)*$/

/** Folds a text for comparing: no accents, capitals, emphasis or mentions, one space for each gap. */
export function keyOf(text: string): Key {
  if (plain.test(text)) return { text: text.toLowerCase(), from: (at) => at, to: (at) => at + 1 }
  const signs: string[] = []
  const from: number[] = []
  const to: number[] = []
  for (const { 0: piece, index } of text.matchAll(pieces))
    for (const sign of lookedUp(piece)) {
      if (sign === ' ' && (signs.at(-1) ?? ' ') === ' ') continue
      signs.push(sign)
      for (let unit = 0; unit < sign.length; unit++) {
        from.push(index)
        to.push(index + piece.length)
      }
    }
  return { text: signs.join(''), from: (at) => from[at] ?? 0, to: (at) => to[at] ?? 0 }
}
