import type { MarkedToken, Token, Tokens } from 'marked'
import { grammar } from './grammar.ts'
import { safeLink } from './links.ts'

export type Inline =
  | { kind: 'text' | 'code'; text: string }
  | { kind: 'strong' | 'emphasis' | 'strike'; inside: Inline[] }
  | { kind: 'link'; href: string; inside: Inline[] }
  | { kind: 'mention'; userId: string }

export type Block =
  | { kind: 'paragraph' | 'heading'; inside: Inline[] }
  | { kind: 'code'; text: string; language: string | null }
  | { kind: 'quote'; inside: Block[] }
  | { kind: 'list'; start: number | null; items: ListItem[] }
  | { kind: 'table'; align: ('center' | 'left' | 'right' | null)[]; rows: Inline[][][] }
  | { kind: 'rule' }
/** `done` is null where the item is not a task. */
export type ListItem = { done: boolean | null; inside: Block[] }

const parsed = new Map<string, Block[]>()
const parsedCount = 500

/** What a message says, as a tree of the few things a message may hold. Nothing in it is ever HTML. Each text is parsed once. */
export const parse = (content: string): Block[] => {
  const known = parsed.get(content)
  if (known) return known
  const blocks = parseNow(content)
  const [oldest] = parsed.keys()
  if (parsed.size >= parsedCount && oldest !== undefined) parsed.delete(oldest)
  parsed.set(content, blocks)
  return blocks
}

const parseNow = (content: string): Block[] => {
  try {
    return blocksOf(grammar.lexer(content))
  } catch {
    // Nested beyond the stack: shown as it was typed.
    return [{ kind: 'paragraph', inside: [asTyped(content)] }]
  }
}

const blocksOf = (tokens: readonly Token[]): Block[] =>
  tokens.flatMap((token) => blockOf(token as MarkedToken))

const blockOf = (token: MarkedToken): Block[] => {
  switch (token.type) {
    case 'space':
      return []
    case 'heading':
      return token.text === '' ? asTypedBlock(token) : [{ kind: 'heading', inside: inlinesOf(token.tokens) }]
    case 'code':
      return [{ kind: 'code', text: token.text, language: /^[\w+#.-]+/.exec(token.lang ?? '')?.[0] ?? null }]
    case 'blockquote':
      return [{ kind: 'quote', inside: blocksOf(token.tokens) }]
    case 'list':
      if (token.items.every(({ text }) => text.trim() === '')) return asTypedBlock(token)
      return [
        {
          kind: 'list',
          start: token.ordered ? Number(token.start) : null,
          items: token.items.map((item) => ({
            done: item.task ? item.checked === true : null,
            inside: blocksOf(item.tokens.filter(({ type }) => type !== 'checkbox')),
          })),
        },
      ]
    case 'table':
      return [tableOf(token)]
    case 'hr':
      return [{ kind: 'rule' }]
    default:
      return [{ kind: 'paragraph', inside: inlinesOf('tokens' in token ? token.tokens : [token]) }]
  }
}

const tableOf = ({ header, rows, align }: Tokens.Table): Block => ({
  kind: 'table',
  align,
  rows: [header, ...rows].map((row) => row.map(({ tokens }) => inlinesOf(tokens))),
})

const inlinesOf = (tokens: readonly Token[] = []): Inline[] => tokens.flatMap(inlineOf)

const inlineOf = (given: Token): Inline[] => {
  if (given.type === 'mention') return [{ kind: 'mention', userId: String((given as Tokens.Generic).userId) }]
  const token = given as MarkedToken
  switch (token.type) {
    case 'strong':
      return [{ kind: 'strong', inside: inlinesOf(token.tokens) }]
    case 'em':
      return [{ kind: 'emphasis', inside: inlinesOf(token.tokens) }]
    case 'del':
      return [{ kind: 'strike', inside: inlinesOf(token.tokens) }]
    case 'codespan':
      return [{ kind: 'code', text: token.text }]
    case 'br':
      return [{ kind: 'text', text: '\n' }]
    case 'checkbox':
      return []
    case 'link': {
      const href = safeLink(token.href)
      return href ? [{ kind: 'link', href, inside: inlinesOf(token.tokens) }] : [asTyped(token.raw)]
    }
    case 'text':
      return token.tokens ? inlinesOf(token.tokens) : [asTyped(token.text)]
    case 'escape':
      return [asTyped(token.text)]
    default:
      return [asTyped(token.raw)]
  }
}

/** A lone "#" or "-" is what somebody wanted to say, not the beginning of nothing. */
const asTypedBlock = ({ raw }: Token): Block[] => [{ kind: 'paragraph', inside: [asTyped(raw.trimEnd())] }]

const asTyped = (text: string): Inline => ({ kind: 'text', text })
