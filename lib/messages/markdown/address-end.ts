/** Brackets of every kind; what stands between two that fit belongs to an address. */
const brackets = [
  ...[
    '()',
    '[]',
    '{}',
    '（）',
    '［］',
    '｛｝',
    '｟｠',
    '｢｣',
    '〈〉',
    '《》',
    '「」',
    '『』',
    '【】',
    '〔〕',
    '〖〗',
    '〘〙',
  ],
  ...['〚〛', '〈〉', '⟨⟩', '⟪⟫', '⟦⟧', '⟬⟭', '⟮⟯', '❨❩', '❪❫', '❬❭', '❰❱', '❲❳', '❴❵', '⦅⦆', '﴿﴾'],
]
const closerOf = new Map(brackets.map(([opener = '', closer = '']) => [opener, closer]))
const closers = new Set(closerOf.values())

/**
 * Spaces, signs that nobody sees but those that join letters, quotes of all scripts, and the commas and full
 * stops of all but ours: those stand in no address, and scripts without spaces have nothing else to end one.
 */
const never =
  /[\s\p{Z}\p{Cc}\p{Cs}<>"`\\\p{Pi}\p{Pf}„‚‹›〝〞〟＂＇—―｜＜＞]|(?![\u200c\u200d])\p{Cf}|(?![!,.:;?])\p{Terminal_Punctuation}/u
/** What belongs to an address only in the middle of it: `/a.b, c`. */
const joins = /(?![/_*~%@#&\\-])\p{P}/u
const word = /[\p{L}\p{N}\p{M}]/u
const joined = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\d]/u
/**
 * Within so many signs a bracket of an address is closed: what never closes must not be read again and again.
 */
const bracketed = 200

/**
 * Where an address ends of which the name of the host ends at `from`: before the punctuation of the sentence
 * it stands in. Reads each sign once.
 */
export function addressEnd(text: string, from: number): number {
  if (!'/?#'.includes(text[from] ?? ' ')) return from
  const open: string[] = []
  let end = from
  let before = ''
  for (let at = from; at < text.length; ) {
    const sign = String.fromCodePoint(text.codePointAt(at) ?? 0)
    const after = at + sign.length
    const closer = closerOf.get(sign)
    if (sign === "'" || sign === '’') {
      if (!word.test(before) || !joined.test(text.slice(after, after + 1))) break
    } else if (never.test(sign)) break
    // Here the next one begins.
    else if ((closer || ',;|'.includes(sign)) && text.startsWith('http', after)) break
    if (open.length > 0 && at - end > bracketed) break
    if (closer) open.push(closer)
    else if (closers.has(sign) && open.pop() !== sign) break
    if (open.length === 0 && (closers.has(sign) || !joins.test(sign))) end = after
    before = sign
    at = after
  }
  return end
}
