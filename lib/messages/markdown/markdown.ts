import type { Token } from 'markdown-it'
import { trimMessage } from '#lib/messages/trim-message.ts'
import { type Block, blocksOf, showsBlock } from './blocks.ts'
import { grammar } from './grammar.ts'

export type { Block, ListItem } from './blocks.ts'
export type { Inline } from './inlines.ts'

/** So many parts a message may have, boxes and what stands in them alike: each costs a page time to draw. */
export const mostParts = 1_000
/** So many characters of a message are parsed, whatever length is allowed. */
export const mostChars = 20_000

type Said = { blocks: Block[]; parts: number }

const parsed = new Map<string, Said>()
const parsedCount = 500

/**
 * What a message says, as a tree of the few things a message may hold. Nothing in it is ever
 * HTML, and nothing typed is missing: from the line on with which it becomes too much to draw, it
 * is as it was typed. What was parsed lately is kept.
 */
export const parse = (content: string): Block[] => said(content).blocks

/** The same for whoever asks once, and keeps nothing of it. */
export const parseOnce = (content: string): Block[] => parseNow(content).blocks

/** How many parts that tree has: what it costs to draw it. */
export const partsOf = (content: string): number => said(content).parts

const said = (content: string): Said => {
  const known = parsed.get(content)
  if (known) return known
  const now = parseNow(content)
  const [oldest] = parsed.keys()
  if (parsed.size >= parsedCount && oldest !== undefined) parsed.delete(oldest)
  parsed.set(content, now)
  return now
}

const parseNow = (content: string): Said => {
  const lines = content.split(/\r\n?|\n/)
  const read = readable(lines)
  let tokens = tokensOf(lines.slice(0, read))
  const end = tooMuchFrom(tokens) ?? read
  if (end < read) tokens = tokensOf(lines.slice(0, end))
  const drawn = blocksOf(tokens)
  const blocks = drawn.some(showsBlock) ? drawn : [asTyped(lines.slice(0, end))]
  if (end < lines.length) blocks.push(asTyped(lines.slice(end)))
  return { blocks, parts: count(tokens) }
}

const tokensOf = (lines: string[]) => grammar.parse(lines.join('\n'), {})

const readable = (lines: readonly string[]): number => {
  let left = mostChars
  const end = lines.findIndex((line) => {
    left -= line.length + 1
    return left < -1
  })
  return end < 0 ? lines.length : end
}

/** The line where the part begins that is one too many; null when there is none. */
const tooMuchFrom = (tokens: readonly Token[]): number | null => {
  let parts = 0
  let line = 0
  for (const token of tokens) {
    line = token.map?.[0] ?? line
    parts += count([token])
    if (parts > mostParts) return line
  }
  return null
}

/** With its frame and its button a block of code costs as much as so many parts. */
const fenceParts = 10

const count = (tokens: readonly Token[]): number =>
  tokens.reduce((sum, token, at) => {
    const { type, nesting, children } = token
    const own = type === 'fence' ? fenceParts : isGap(token, tokens[at - 1]) ? 0 : 1
    return sum + (nesting >= 0 ? own : 0) + count(children ?? [])
  }, 0)

/** Between two names it costs nothing: so a line may call as many people as there is room for. */
const isGap = ({ type, content }: Token, before: Token | undefined) =>
  before?.type === 'mention' && type === 'text' && content.length <= 2

const asTyped = (lines: readonly string[]): Block => ({
  kind: 'paragraph',
  inside: [{ kind: 'text', text: trimMessage(lines.join('\n')) }],
})
