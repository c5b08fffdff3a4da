export type Token =
  | { kind: 'text'; text: string }
  | { kind: 'link'; href: string }
  | { kind: 'mention'; userId: string }

const pattern = /<@([\w-]{1,64})>|https?:\/\/[^\s<>"]+/gi
/** Punctuation that ends a sentence rather than an address; a closing bracket stays where the address opened one. */
const trailing = new Set('.,;:!?\'"*_')

/** Walks back from the end: a pattern or a recursion could be made to take for ever by a message full of dots or brackets. */
const addressOf = (found: string): string => {
  const opens = found.includes('(')
  let end = found.length
  while (end > 0) {
    const last = found[end - 1] ?? ''
    if (!trailing.has(last) && (last !== ')' || opens)) break
    end -= 1
  }
  return found.slice(0, end)
}

/** Splits a message into plain text, web addresses and mentions. Everything is shown as text: nothing in it is markup. */
export const tokensOf = (content: string): Token[] => {
  const tokens: Token[] = []
  let from = 0
  for (const match of content.matchAll(pattern)) {
    const shown = match[1] === undefined ? addressOf(match[0]) : match[0]
    if (match.index > from) tokens.push({ kind: 'text', text: content.slice(from, match.index) })
    tokens.push(
      match[1] === undefined ? { kind: 'link', href: shown } : { kind: 'mention', userId: match[1] },
    )
    from = match.index + shown.length
  }
  if (from < content.length) tokens.push({ kind: 'text', text: content.slice(from) })
  return tokens
}

/** One to three emoji and nothing else: shown large. */
export const isOnlyEmoji = (content: string): boolean => {
  if (content.length > 64 || !/^(?:\p{Extended_Pictographic}|\p{Emoji_Component}|\s)+$/u.test(content))
    return false
  if (!/\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(content)) return false
  const graphemes = [
    ...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(content.replace(/\s/g, '')),
  ]
  return graphemes.length <= 3
}
